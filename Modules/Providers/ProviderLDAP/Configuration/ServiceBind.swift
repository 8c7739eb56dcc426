import IdentityCore
import LDAPKit

/// Whom the source itself is, at the directory.
enum ServiceBind: Sendable {
    enum Password: Sendable {
        case file(String)
        /// For a draft, whose file the server does not have yet.
        case literal(Secret)
    }

    case account(String, Password)
    /// Whom the connection itself shows (RFC 4422 appendix A).
    case external
    case anonymous
    /// Each person asks with their own name and password.
    case none
}
