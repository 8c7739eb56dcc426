import IdentityCore
import LDAPKit

/// What came of somebody's name and password.
enum BindVerdict: Hashable, Sendable {
    case accepted(LDAPPasswordPolicy?)
    case refused(SourceRefusal, words: String)
    case unknown(words: String)
    case failed(SourceFailure)

    /// - Parameter state: tells more where the directory itself tells nothing: OpenLDAP refuses whom it has locked out
    ///   as it refuses a wrong password.
    init(_ answer: LDAPBindAnswer, state: AccountState?) {
        switch answer {
        case .success(let policy):
            if let closing = state?.closing {
                self = .refused(closing.refusal, words: closing.words)
            } else if case .refusal(let refusal, let words) = BindReason.demand(policy) {
                self = .refused(refusal, words: words)
            } else {
                self = .accepted(policy)
            }
        case .refused(let code, let diagnostic, let policy):
            switch BindReason.reason(code, diagnostic: diagnostic, policy: policy) {
            case .refusal(.wrongPassword, let words):
                let closing = state?.closing
                self = .refused(closing?.refusal ?? .wrongPassword, words: closing?.words ?? words)
            case .refusal(let refusal, let words): self = .refused(refusal, words: words)
            case .unknown(let words): self = .unknown(words: words)
            case .failure(let failure): self = .failed(failure)
            }
        }
    }

    /// How the sign-in ends by it; `nil` when it goes on.
    var refused: AuthenticationOutcome? {
        switch self {
        case .accepted: nil
        case .refused(let refusal, _): .rejected(refusal)
        case .unknown: .unknownSubject
        case .failed(let failure): .failed(failure)
        }
    }
}

extension Secret {
    /// An empty password is no password to a directory, and one with a NUL is a shorter one to some (RFC 4513 section
    /// 5.1.2).
    var canBeSent: Bool { reveal { !$0.isEmpty && !$0.utf8.contains(0) } }
}

extension LDAPSeat {
    func bind(_ name: String, _ password: Secret) throws(LDAPFailure) -> LDAPBindAnswer {
        try password.reveal { text throws(LDAPFailure) in try bind(dn: name, password: text.utf8) }
    }
}

extension LDAPConnection {
    func bind(_ name: String, _ password: Secret) throws(LDAPFailure) -> LDAPBindAnswer {
        try password.reveal { text throws(LDAPFailure) in try bind(dn: name, password: text.utf8) }
    }
}
