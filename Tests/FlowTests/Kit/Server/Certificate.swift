import Testing

/// Certificates of servers at 127.0.0.1 that nobody has signed but they themselves.
enum Certificate {
    /// Makes `name.pem` and `name.key` in the folder.
    static func make(_ name: String, in folder: TemporaryFolder) async throws {
        let made = try await ChildProcess.run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "2",
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                "\(folder.path)/\(name).key",
                "-out", "\(folder.path)/\(name).pem",
            ], in: folder)
        #expect(made.ending == .exit(0), "\(made.text)")
    }
}
