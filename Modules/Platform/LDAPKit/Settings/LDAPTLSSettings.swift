/// How a connection is protected. The certificate is always checked against the name in the URL, and TLS is 1.2 or later.
package struct LDAPTLSSettings: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable, CaseIterable {
        /// As the URL says: `ldaps` is TLS, `ldap` is in clear.
        case none
        /// On `ldap`, TLS before anything else is said (RFC 4511 section 4.14). A server that refuses it is not used.
        /// Without meaning for `ldaps` and `ldapi`.
        case startTLS
    }

    package let mode: Mode
    /// PEM. Its authorities are trusted in the place of the system's.
    package let caFile: String?
    /// False only for `inspecting`.
    package let isVerified: Bool

    package init(mode: Mode = .none, caFile: String? = nil) {
        self.init(mode: mode, caFile: caFile, isVerified: true)
    }

    private init(mode: Mode, caFile: String?, isVerified: Bool) {
        self.mode = mode
        self.caFile = caFile
        self.isVerified = isVerified
    }

    /// To look at a certificate that is not good: nothing is checked, and `LDAPConnection` refuses to bind on it.
    package static func inspecting(mode: Mode) -> LDAPTLSSettings {
        LDAPTLSSettings(mode: mode, caFile: nil, isVerified: false)
    }

    /// Debian's bundle; libldap on GnuTLS trusts nobody unless it is told whom.
    package static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"
}
