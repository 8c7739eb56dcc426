import IdentityCore

extension BindReason {
    /// Reads `…, comment: AcceptSecurityContext error, data 533, v4563`: all of it comes with result 49.
    static func activeDirectory(_ diagnostic: String) -> BindReason? {
        guard diagnostic.contains("AcceptSecurityContext"), let code = subcode(diagnostic) else { return nil }
        guard let (name, refusal) = activeDirectoryCodes[code] else {
            return .refusal(.other, words: "Active Directory says data \(code)")
        }
        let words = "Active Directory says data \(code), \(name)"
        return refusal.map { .refusal($0, words: words) } ?? .unknown(words: words)
    }

    static func subcode(_ diagnostic: String) -> String? {
        let words = diagnostic.split { $0 == " " || $0 == "," }
        guard let mark = words.firstIndex(of: "data"), mark + 1 < words.count else { return nil }
        let digits = words[mark + 1].prefix { $0.isHexDigit }
        return digits.isEmpty ? nil : digits.lowercased()
    }

    /// The names are those of winerror.h (MS-ERREF section 2.2), in hexadecimal. Without a refusal nobody has the name.
    private static let activeDirectoryCodes: [String: (name: String, refusal: SourceRefusal?)] = [
        "525": ("ERROR_NO_SUCH_USER", nil),
        "52e": ("ERROR_LOGON_FAILURE", .wrongPassword),
        "52f": ("ERROR_ACCOUNT_RESTRICTION", .other),
        "530": ("ERROR_INVALID_LOGON_HOURS", .notNow),
        "531": ("ERROR_INVALID_WORKSTATION", .notNow),
        "532": ("ERROR_PASSWORD_EXPIRED", .passwordExpired),
        "533": ("ERROR_ACCOUNT_DISABLED", .disabled),
        "701": ("ERROR_ACCOUNT_EXPIRED", .expired),
        "773": ("ERROR_PASSWORD_MUST_CHANGE", .mustChangePassword),
        "775": ("ERROR_ACCOUNT_LOCKED_OUT", .locked),
    ]
}
