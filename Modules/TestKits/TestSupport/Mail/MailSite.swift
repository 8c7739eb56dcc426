import Foundation

/// A temporary folder with certificates for a mail server.
package final class MailSite {
    package let path: String

    package init() throws {
        path = NSTemporaryDirectory() + "gatehouse-mail-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes a certificate that is its own authority.
    /// - Parameter subject: what it is good for, such as `IP:127.0.0.1` or `DNS:mail.example`.
    /// - Returns: its file; the key lies beside it with `.key` behind the name.
    package func certificate(for subject: String = "IP:127.0.0.1") throws -> String {
        let file = "\(path)/\(UUID().uuidString).pem"
        try Program.run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "2", "-subj",
                "/CN=mail test", "-addext", "subjectAltName=\(subject)", "-keyout", "\(file).key", "-out", file,
            ])
        return file
    }

    /// A server with a certificate.
    package func server(_ security: String, certificate: String, _ options: [String] = []) throws -> SMTPServerProcess {
        try server(["--security", security, "--certificate", certificate, "--key", "\(certificate).key"] + options)
    }

    package func server(_ options: [String] = []) throws -> SMTPServerProcess {
        try SMTPServerProcess(in: path, options)
    }
}
