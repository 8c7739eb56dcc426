import IdentityCore
import JSONText
import LDAPTestServer
import TestSupport
import Testing

@testable import ProviderLDAP

/// Names that are made of the login: nobody looks first whom they lead to.
@Suite struct DirectSignInTests {
    private func start(_ direct: String) async throws -> (LDAPTestServer, IdentitySource) {
        let server = try LDAPTestServer.start(fixture: .init(Array(Self.entries.utf8)))
        let source = try await DirectorySource.open([
            "preset": "active-directory", "url": .string(server.url), "base": "dc=corp,dc=example",
            "people": ["direct": .string(direct), "filter": "(objectClass=user)"], "groups": ["via": "none"],
            "timeouts": ["connectSeconds": 20, "operationSeconds": 20],
        ])
        return (server, source)
    }

    @Test func l15_whoseNameIsMadeOfTheLoginIsNotWhoHasTheLogin() async throws {
        let (server, source) = try await start("{login}@corp.example")
        defer { server.stop() }
        #expect(try await source.verified("ann").login == "ann")
        // Mallory is called bob@corp.example there, and somebody else has the login bob.
        #expect(try await source.answer("bob", "mallory-secret") == "rejected: wrong-password")
        let last = try #require(server.log.last { $0.operation == "bind" })
        #expect(last.dn == "cn=Bob,dc=corp,dc=example" && last.result?.rawValue == 49)
        #expect(try await source.answer("bob", "bob-secret") == "rejected: wrong-password")
    }

    @Test func l15_theDoctorTellsThemApartToo() async throws {
        let (server, source) = try await start("{login}@corp.example")
        defer { server.stop() }
        let examiner = try #require(source.examiner)
        let taken = await examiner.examine(ExaminedLogin("bob", password: Secret("mallory-secret")))
        #expect(taken.verdict == .rejected && taken.refusal == .wrongPassword)
        #expect(taken.words(.userSearch)?.contains("not the entry with this login") == true)
        #expect(taken.identity == nil)
        #expect(await examiner.examine(ExaminedLogin("ann", password: Secret("ann-secret"))).verdict == .verified)
    }

    @Test(arguments: ["{login}@corp.example", "cn={login},dc=corp,dc=example"])
    func a03_aSpellingThatTheDirectoryMightPassOverIsNotTried(direct: String) async throws {
        let (server, source) = try await start(direct)
        defer { server.stop() }
        _ = try await source.answer("ann", "not it")
        for spelling in ["a\u{00AD}nn", "an\u{200B}n", "an\u{034F}n", "q\u{0301}nn", "ann  x", "ann \u{00A0}x"] {
            server.clearLog()
            #expect(try await source.answer(spelling, "ann-secret") == "unknown", "\(spelling)")
            #expect(server.log.map(\.operation) == ["bind"])
            #expect(server.log.last?.dn?.hasPrefix("cn=nobody-of-gatehouse,") == true)
        }
        #expect(try await source.answer("ann x") == "rejected: wrong-password")
    }

    @Test func a03_activeDirectoryPassesOverAccentsSoAPrincipalHasNone() throws {
        let principal = DirectName.principal(domain: "corp.example")
        #expect(principal.name(for: "ánn") == nil && principal.name(for: "ａnn") == nil)
        #expect(principal.name(for: "ANN") == "ANN@corp.example")
    }

    private static let entries = """
        dn: dc=corp,dc=example
        objectClass: domain
        dc: corp

        dn: cn=Ann,dc=corp,dc=example
        objectClass: user
        cn: Ann
        sAMAccountName: ann
        userPrincipalName: ann@corp.example
        objectGUID:: ABEiM0RVZneImaq7zN3u/w==
        userPassword: ann-secret

        dn: cn=Bob,dc=corp,dc=example
        objectClass: user
        cn: Bob
        sAMAccountName: bob
        userPrincipalName: robert@corp.example
        objectGUID:: EBEiM0RVZneImaq7zN3u/w==
        userPassword: bob-secret

        dn: cn=Mallory,dc=corp,dc=example
        objectClass: user
        cn: Mallory
        sAMAccountName: mallory
        userPrincipalName: bob@corp.example
        objectGUID:: IBEiM0RVZneImaq7zN3u/w==
        userPassword: mallory-secret

        """
}
