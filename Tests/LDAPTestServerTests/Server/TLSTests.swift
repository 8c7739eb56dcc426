import LDAPTestServer
import Testing

@Suite struct TLSTests {
    @Test func startTLSAndLdapsShowACertificateThatVerifies() throws {
        let server = try People.server { $0.ldapsPort = 0 }
        let authority = try People.Authority(of: server)
        let client = try LDAPClient(server.url, authorityFile: authority.file)
        #expect(client.startTLS() == 0)
        #expect(client.bind(People.ann, People.password).code == 0)
        #expect(server.log.last?.isEncrypted == true)
        // RFC 4511 section 4.14.1.1: not twice.
        #expect(client.extended("1.3.6.1.4.1.1466.20037").code == 1)
        let encrypted = try LDAPClient(try #require(server.ldapsURL), authorityFile: authority.file)
        #expect(encrypted.bind(People.ann, People.password).code == 0)
    }

    @Test(arguments: ["tls:stale", "tls:wrong-name", "tls:drop", "starttls:result=52"])
    func aBadCertificateIsNotTrusted(_ fault: String) throws {
        let server = try People.server([fault]) { $0.ldapsPort = 0 }
        let authority = try People.Authority(of: server)
        #expect(try LDAPClient(server.url, authorityFile: authority.file).startTLS() != 0)
        guard fault.hasPrefix("tls") else { return }
        let encrypted = try LDAPClient(try #require(server.ldapsURL), authorityFile: authority.file)
        #expect(encrypted.bind(People.ann, People.password).code != 0)
        server.replaceFaults(with: [])
        let later = try LDAPClient(try #require(server.ldapsURL), authorityFile: authority.file)
        #expect(later.bind(People.ann, People.password).code == 0)
    }

    @Test func anotherServersAuthorityIsNotTrusted() throws {
        let server = try People.server(), other = try People.server()
        let authority = try People.Authority(of: other)
        #expect(try LDAPClient(server.url, authorityFile: authority.file).startTLS() != 0)
    }
}
