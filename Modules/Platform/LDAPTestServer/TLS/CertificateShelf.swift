import Threading

/// The certificates that the server shows, each made when it is first wanted.
final class CertificateShelf: Sendable {
    /// PEM of the authority that has signed the own certificates.
    let authorityPEM: String
    private let authority: TestAuthority
    private let given: TLSContext?
    private let made = Locked<[LDAPTestServer.Fault.Certificate: TLSContext]>([:])

    init(_ files: (chain: String, key: String)?) throws(LDAPTestServer.Problem) {
        given =
            if let files { try TLSContext(chainFile: files.chain, keyFile: files.key) } else { nil }
        authority = try TestAuthority()
        authorityPEM = authority.pem
    }

    func context(_ kind: LDAPTestServer.Fault.Certificate) throws(LDAPTestServer.Problem) -> TLSContext {
        if kind == .good, let given { return given }
        if let known = made.withLock({ $0[kind] }) { return known }
        let context = try authority.issue(kind)
        made.withLock { $0[kind] = context }
        return context
    }
}
