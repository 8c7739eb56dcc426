import FoundationEssentials
import IdentityCore
import LDAPKit

/// What an entry itself says of its account, in the words of whatever directory wrote it.
struct AccountState: Hashable, Sendable {
    struct Finding: Hashable, Sendable {
        let attribute: String
        let words: String
        let refusal: SourceRefusal
        /// Whether it closes the account, rather than telling why a password was not taken.
        let isClosing: Bool
    }

    let findings: [Finding]

    /// Asked for of each person; most directories know a few of them.
    static let attributes = rules.map(\.attribute)

    init(_ entry: LDAPEntry, now: Date) {
        findings = Self.rules.compactMap { rule in
            guard let value = entry.firstString(rule.attribute), let (refusal, words) = rule.read(value, now) else {
                return nil
            }
            return Finding(attribute: rule.attribute, words: words, refusal: refusal, isClosing: rule.isClosing)
        }
    }

    /// Why the account is closed; `nil` when nothing says so.
    var closing: Finding? { findings.first(where: \.isClosing) }
    var isActive: Bool { closing == nil }
}

extension AccountState {
    fileprivate struct Rule: Sendable {
        let attribute: String
        let isClosing: Bool
        let read: @Sendable (String, Date) -> (SourceRefusal, String)?

        init(
            _ attribute: String, closing isClosing: Bool,
            _ read: @escaping @Sendable (String, Date) -> (SourceRefusal, String)?
        ) {
            self.attribute = attribute
            self.isClosing = isClosing
            self.read = read
        }
    }

    /// In the order in which they count.
    private static let rules = [
        // MS-ADTS section 2.2.16: ADS_UF_ACCOUNTDISABLE.
        Rule("userAccountControl", closing: true) { value, _ in
            (Int(value) ?? 0) & 0x2 != 0 ? (.disabled, "userAccountControl has the bit ACCOUNTDISABLE") : nil
        },
        // MS-ADA1 section 2.1: 0 and the largest number are never.
        Rule("accountExpires", closing: true) { value, now in
            guard let ticks = Int64(value), ticks > 0, ticks < .max, DirectoryTime.seconds(ticks: ticks) <= now.seconds
            else { return nil }
            return (.expired, "accountExpires has passed")
        },
        // 389 Directory Server and FreeIPA: check_account_lock in pw_retry.c.
        Rule("nsAccountLock", closing: true) { value, _ in
            value.lowercased() == "true" ? (.disabled, "nsAccountLock is true") : nil
        },
        // draft-behera-ldap-password-policy-10 section 5.3.3: that value is for ever.
        Rule("pwdAccountLockedTime", closing: true) { value, _ in
            value == "000001010000Z" ? (.locked, "pwdAccountLockedTime says: until an administrator opens it") : nil
        },
        // NetIQ eDirectory schema reference.
        Rule("loginDisabled", closing: true) { value, _ in
            value.lowercased() == "true" ? (.disabled, "loginDisabled is true") : nil
        },
        Rule("loginExpirationTime", closing: true) { value, now in
            DirectoryTime.hasPassed(value, at: now) ? (.expired, "loginExpirationTime has passed") : nil
        },
        // MIT Kerberos schema, used by FreeIPA.
        Rule("krbPrincipalExpiration", closing: true) { value, now in
            DirectoryTime.hasPassed(value, at: now) ? (.expired, "krbPrincipalExpiration has passed") : nil
        },
        // MS-ADTS section 3.1.1.4.5.17: UF_LOCKOUT and UF_PASSWORD_EXPIRED, as they are now.
        Rule("msDS-User-Account-Control-Computed", closing: false) { value, _ in
            let flags = Int(value) ?? 0
            if flags & 0x10 != 0 { return (.locked, "msDS-User-Account-Control-Computed has the bit LOCKOUT") }
            guard flags & 0x80_0000 != 0 else { return nil }
            return (.passwordExpired, "msDS-User-Account-Control-Computed has the bit PASSWORD_EXPIRED")
        },
        // MS-ADA3 section 2.175.
        Rule("pwdLastSet", closing: false) { value, _ in
            value == "0" ? (.mustChangePassword, "pwdLastSet is 0") : nil
        },
        // draft-behera-ldap-password-policy-10 section 5.3.6.
        Rule("pwdReset", closing: false) { value, _ in
            value.uppercased() == "TRUE" ? (.mustChangePassword, "pwdReset is TRUE") : nil
        },
    ]
}
