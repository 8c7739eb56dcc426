import IdentityCore
import LDAPKit

/// What the answer to a person's bind says: in the password policy control, in the words behind the code, or in the
/// code itself.
enum BindReason: Hashable, Sendable {
    case refusal(SourceRefusal, words: String)
    /// The directory says that there is no such person.
    case unknown(words: String)
    /// The code is none that a person's name and password lead to.
    case failure(SourceFailure)

    static func reason(
        _ code: LDAPResultCode, diagnostic: String, policy: LDAPPasswordPolicy?
    ) -> BindReason {
        if let reason = policy?.fault.flatMap(refusal) { return reason }
        switch code {
        case .invalidCredentials:
            if let reason = activeDirectory(diagnostic) { return reason }
            return .refusal(.wrongPassword, words: "the directory takes the name and the password for no pair")
        case .unwillingToPerform, .constraintViolation: return spoken(code, diagnostic)
        case .noSuchObject, .invalidDNSyntax: return .unknown(words: "\(code)")
        case .inappropriateAuthentication: return .refusal(.other, words: "the entry has no password")
        case .busy, .unavailable: return failure(.unavailable, code, diagnostic)
        default: return failure(.misconfigured, code, diagnostic)
        }
    }

    /// What comes with a password that was right (draft-behera-ldap-password-policy-10 sections 6.2 and 7.1).
    static func demand(_ policy: LDAPPasswordPolicy?) -> BindReason? { policy?.fault.flatMap(refusal) }

    private static func refusal(_ fault: LDAPPasswordPolicy.Fault) -> BindReason? {
        switch fault {
        case .passwordExpired: .refusal(.passwordExpired, words: "password policy: passwordExpired")
        case .accountLocked: .refusal(.locked, words: "password policy: accountLocked")
        case .changeAfterReset: .refusal(.mustChangePassword, words: "password policy: changeAfterReset")
        // These answer to a change of a password, which is not asked for here.
        case .passwordModNotAllowed, .mustSupplyOldPassword, .insufficientPasswordQuality, .passwordTooShort,
            .passwordTooYoung, .passwordInHistory, .passwordTooLong:
            nil
        }
    }

    private static func failure(
        _ kind: SourceFailure.Kind, _ code: LDAPResultCode, _ diagnostic: String
    ) -> BindReason {
        .failure(SourceFailure(kind, at: .userBind, diagnostic.isEmpty ? "\(code)" : "\(code): \(diagnostic)"))
    }

    /// 389 Directory Server (pw_retry.c, check_account_lock) and FreeIPA (ipa_lockout.c, prepost.c) tell it in words.
    private static func spoken(_ code: LDAPResultCode, _ diagnostic: String) -> BindReason {
        let table: [(String, SourceRefusal)] = [
            ("account inactivated", .disabled), ("entry permanently locked", .locked),
            ("too many failed logins", .locked), ("exceed password retry limit", .locked),
            ("principal) is expired", .expired), ("password expired", .passwordExpired),
        ]
        let said = diagnostic.lowercased()
        let refusal = table.first { said.contains($0.0) }?.1 ?? .other
        return .refusal(refusal, words: "\(code): \(diagnostic)")
    }
}

extension LDAPResultCode {
    /// 389 Directory Server answers so to anybody who has guessed too often.
    fileprivate static let constraintViolation = LDAPResultCode(19)
}
