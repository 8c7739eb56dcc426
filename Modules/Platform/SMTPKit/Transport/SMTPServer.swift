import CurlKit

/// Where mail is handed over, and how the way there is protected.
package struct SMTPServer: Hashable, Sendable {
    package enum Security: String, Hashable, Sendable, CaseIterable {
        /// In clear until STARTTLS, which has to succeed before anything else is said (RFC 3207).
        case startTLS = "starttls"
        /// TLS from the first byte (RFC 8314 section 3.3).
        case tls
        /// In clear.
        case none
    }

    /// A name or an address; the certificate has to be for it.
    package let host: String
    package let port: Int
    package let security: Security
    /// PEM. Its authorities are trusted in the place of the system's.
    package let caFile: String?

    package init(host: String, port: Int, security: Security, caFile: String? = nil) {
        self.host = host
        self.port = port
        self.security = security
        self.caFile = caFile
    }

    /// Whether the server is this machine, so that nobody else can listen on the way.
    package static func isLoopback(_ host: String) -> Bool { HostText.isLoopback(host) }

    /// Whether the text can stand in a URL as a host: nothing that would begin a path, a port or a login.
    package static func isHost(_ text: String) -> Bool { HostText.isHost(text) }

    var url: String {
        let scheme = security == .tls ? "smtps" : "smtp"
        return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
