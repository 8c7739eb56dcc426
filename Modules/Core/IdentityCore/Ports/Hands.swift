public import FoundationEssentials

/// The time, handed in so that tests can set it.
public protocol Clock: Sendable {
    func now() -> Date
}

/// New identifiers, handed in so that tests can foresee them.
package protocol IDGenerator: Sendable {
    func uuid() -> UUID
}

/// Unpredictable bytes from the system's generator.
package protocol RandomSource: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

/// One-way digests without a key (FIPS 180-4).
package protocol Digesting: Sendable {
    /// 32 bytes.
    func sha256(_ bytes: [UInt8]) -> [UInt8]
}

/// Unicode normalisation and what is needed to judge a name. The tables are a library's, so the core asks for them.
package protocol TextNormalizing: Sendable {
    /// NFKC (Unicode Standard Annex 15).
    func compatibilityComposed(_ text: String) -> String
    /// NFKC after full case folding: equal for texts that are the same name.
    func comparisonKey(_ text: String) -> String
    /// Whether the text mixes alphabets whose letters look alike, such as Latin with Cyrillic or Greek
    /// (Unicode Technical Standard 39, section 5.2).
    func mixesLookAlikeScripts(_ text: String) -> Bool
}

extension TextNormalizing {
    /// The password as it is hashed and as a source is asked: one password typed on two keyboards is one.
    package func compatibilityComposed(_ password: Secret) -> Secret {
        password.reveal { Secret(compatibilityComposed($0)) }
    }
}

/// Marks bytes that leave the house and come back, such as the place where a page ended, so that nobody else can make
/// them. Keyed; a tag made for one purpose is worth nothing for another.
package protocol MessageTagging: Sendable {
    func tag(for bytes: [UInt8], purpose: String) -> [UInt8]
    /// In constant time.
    func verify(_ tag: [UInt8], for bytes: [UInt8], purpose: String) -> Bool
}

/// Where a use case reports what happened, for metrics. Must return at once.
package protocol ServiceObserver: Sendable {
    func signIn(_ outcome: SignInOutcome)
    /// A run of the sync has ended; dry runs are not told.
    func synced(_ report: SyncReport)
}

package enum SignInOutcome: String, Sendable, CaseIterable {
    case success, rejected, unknown, disabled, locked, throttled, unavailable, misconfigured, ambiguous
    /// The source was not asked, so that it would not lock the person out.
    case paused
    /// The password was right, and the source wants another one.
    case passwordExpired = "password-expired"
    /// Verified, and the account of the name is bound to somebody else.
    case conflict
    /// Verified, and there is no seat for one more.
    case noSeat = "no-seat"

    package init(_ failure: SourceFailure.Kind) {
        switch failure {
        case .ambiguous: self = .ambiguous
        case .unavailable: self = .unavailable
        case .misconfigured: self = .misconfigured
        }
    }
}
