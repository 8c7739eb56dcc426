/// Why a source does not let somebody in whom it knows.
public enum SourceRefusal: String, Hashable, Sendable, CaseIterable {
    case wrongPassword = "wrong-password"
    case disabled
    case expired
    case locked
    case passwordExpired = "password-expired"
    case mustChangePassword = "must-change-password"
    /// Not at this hour, or not from this machine.
    case notNow = "not-now"
    /// In none of the groups that may sign in.
    case notAdmitted = "not-admitted"
    /// A token or the word of a proxy that is not good: expired, for somebody else, not signed by whom it says.
    case invalidProof = "invalid-proof"
    case other

    /// Nothing else says that somebody guessed, so nothing else counts towards a lockout.
    package var isGuess: Bool { self == .wrongPassword }
    /// The password was right, so the person may be told.
    package var asksForNewPassword: Bool { self == .passwordExpired || self == .mustChangePassword }
}

/// What kept a source from an answer. Says nothing of the password; for administrators only.
public struct SourceFailure: Error, Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// More than one entry is meant by the login.
        case ambiguous
        /// The source does not answer, or breaks off.
        case unavailable
        /// The source answers, and what it was asked with is wrong: its own credentials, a base that is not there.
        case misconfigured
    }

    public let kind: Kind
    public let step: SourceStep.Name
    /// A sentence with the source's own words and codes; never a password.
    public let words: String

    public init(_ kind: Kind, at step: SourceStep.Name, _ words: String) {
        self.kind = kind
        self.step = step
        self.words = words
    }

    /// Whether it lies at what stands under one name, and not at the source as a whole: nobody comes so far under a name
    /// that is unknown, so whoever tries must not see it.
    package var concernsOneName: Bool {
        switch kind {
        case .ambiguous: true
        case .misconfigured: step == .attributes || step == .userBind
        case .unavailable: false
        }
    }
}

/// A wrong password is an answer, not a failure.
public enum AuthenticationOutcome: Sendable {
    /// `rehashed` replaces the hash on file, for sources whose passwords Gatehouse keeps.
    case verified(ExternalIdentity, rehashed: PasswordHash? = nil)
    case rejected(SourceRefusal)
    case unknownSubject
    case failed(SourceFailure)
}
