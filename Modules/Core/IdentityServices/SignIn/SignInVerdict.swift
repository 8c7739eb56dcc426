import IdentityCore

/// What the sources said, before the store has its say.
enum SignInVerdict: Sendable {
    /// `identity` is `nil` when nothing new was told of the account on file.
    case verified(ExternalIdentity?, source: IdentitySource, rehashed: PasswordHash?)
    /// `entry` is the source's own id for the person, when the name is not on file and the source told whom it means.
    case rejected(SourceRefusal, source: IdentitySource, entry: String? = nil)
    /// No source knows the name.
    case unknown
    /// The account's own source does not know it; no other one is asked.
    case gone(from: SourceID)
    /// The source was not asked: it would count one wrong password too many of the person.
    case paused(SourceID)
    /// The account's source is configured no longer, or checks no passwords.
    case closed(SignInWay.Obstacle, SourceID)
    /// `guessed` when another source said before or after that the password is wrong.
    case failed(SourceFailure, source: SourceID, guessed: Bool = false)
}

/// How a sign-in ends without a session.
struct SignInRefusal: Sendable {
    /// Why somebody who gave the right password is not let in.
    enum Obstacle: Sendable {
        /// Disabled, or past its time.
        case closed
        /// A new password has to be chosen first.
        case passwordDue
    }

    let outcome: SignInOutcome
    /// For the audit.
    let step: String
    /// What whoever tried is told.
    var answer = ServiceError.unauthenticated
    let settlement: SignInThrottle.Settlement
    /// Whether it counts towards the lock of the account.
    var isGuess = false
    /// Never set before the password was found right, so that it can be told to whoever gave that.
    var obstacle: Obstacle?
}

extension SignInVerdict {
    /// - Parameter onFile: the account that was found by the name.
    /// - Returns: `nil` when the person is verified.
    func refusal(onFile: AccountOnFile?) -> SignInRefusal? {
        switch self {
        case .verified: return nil
        case .unknown: return SignInRefusal(outcome: .unknown, step: "unknown-login", settlement: .failed)
        case .gone(let source):
            return SignInRefusal(outcome: .unknown, step: "\(source): unknown", settlement: .failed)
        case .paused(let source):
            return SignInRefusal(outcome: .paused, step: "\(source): paused", settlement: .failed)
        case .closed(let obstacle, let source):
            return SignInRefusal(outcome: .rejected, step: "\(source): \(obstacle.rawValue)", settlement: .failed)
        case .rejected(let refusal, let source, _): return Self.refusal(refusal, by: source, onFile: onFile)
        case .failed(let failure, let source, let guessed):
            return SignInRefusal(
                outcome: SignInOutcome(failure.kind),
                step: "\(source): \(failure.kind.rawValue) at \(failure.step.rawValue)",
                answer: failure.concernsOneName ? .unauthenticated : .unavailable(.source(source)),
                settlement: guessed ? .failed : failure.concernsOneName ? .refused : .undecided)
        }
    }

    /// Who is bound to the entry that a name led to which is on nobody's file, such as a second name there.
    var alias: UserReference? {
        guard case .rejected(_, let source, let entry?) = self else { return nil }
        return .external(source.id, entry)
    }

    private static func refusal(
        _ refusal: SourceRefusal, by source: IdentitySource, onFile: AccountOnFile?
    ) -> SignInRefusal {
        guard !source.keepsPasswordsHere else {
            let step = onFile?.password == nil ? "no-password-here" : refusal.rawValue
            return SignInRefusal(outcome: .rejected, step: step, settlement: .failed, isGuess: refusal.isGuess)
        }
        let outcome: SignInOutcome =
            switch refusal {
            case .locked: .locked
            case .disabled, .expired: .disabled
            case .passwordExpired, .mustChangePassword: .passwordExpired
            case .wrongPassword, .notNow, .notAdmitted, .invalidProof, .other: .rejected
            }
        return SignInRefusal(
            outcome: outcome, step: "\(source.id): rejected (\(refusal.rawValue))",
            answer: refusal.asksForNewPassword ? .forbidden(.passwordExpiredAtSource) : .unauthenticated,
            settlement: refusal.isGuess ? .failed : refusal.asksForNewPassword ? .undecided : .refused,
            isGuess: refusal.isGuess)
    }
}
