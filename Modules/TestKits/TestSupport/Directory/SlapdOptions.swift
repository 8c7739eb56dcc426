extension Slapd {
    /// What the server shows to a client that asks for TLS.
    package enum Certificate: String, Sendable, CaseIterable {
        /// Of the authority in ``Place/authority``, for `localhost`, 127.0.0.1 and ::1.
        case good
        /// Of the same authority, until 2020.
        case expired
        /// Of the same authority, for another host.
        case wrongName = "wrong-name"
        /// For the right host, of no authority.
        case selfSigned = "self-signed"
        /// There is no TLS: no `ldaps://`, and StartTLS is refused.
        case none
    }

    package struct Options: Sendable {
        package var certificate: Certificate
        /// Refuses passwords that come in clear.
        package var requiresTLS: Bool
        /// This many more users, `user1` and so on below `ou=many`, in groups of 100.
        package var users: Int
        /// Writes each operation down; off when speed is measured.
        package var keepsLog: Bool

        package init(
            certificate: Certificate = .good, requiresTLS: Bool = false, users: Int = 0, keepsLog: Bool = true
        ) {
            self.certificate = certificate
            self.requiresTLS = requiresTLS
            self.users = users
            self.keepsLog = keepsLog
        }

        var arguments: [String] {
            ["--certificate", certificate.rawValue, "--users", String(users)] + (requiresTLS ? ["--require-tls"] : [])
                + (keepsLog ? [] : ["--no-log"])
        }
    }
}
