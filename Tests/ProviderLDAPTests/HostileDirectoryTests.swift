import IdentityCore
import JSONText
import LDAPTestServer
import TestSupport
import Testing
import Threading

@testable import ProviderLDAP

/// A directory that is broken or means harm.
@Suite struct HostileDirectoryTests {
    private func start(_ faults: [String]) async throws -> (LDAPTestServer, IdentitySource) {
        let server = try LDAPTestServer.start(
            fixture: .init(Array(Self.entries.utf8)), faults: faults.map { try LDAPTestServer.Fault($0) })
        let source = try await DirectorySource.open([
            "url": .string(server.url), "base": "dc=corp,dc=example", "pageSize": 2,
            "bind": ["dn": "cn=reader,dc=corp,dc=example", "password": "reader-secret"],
            "people": ["filter": "(objectClass=person)"],
            "timeouts": ["connectSeconds": 2, "operationSeconds": 2],
        ])
        return (server, source)
    }

    @Test func l01_aServerThatTakesNoPasswordForOneIsNotAsked() async throws {
        let (server, source) = try await start(["bind:accept-empty-password"])
        defer { server.stop() }
        #expect(try await source.answer("ann", "") == "rejected: wrong-password")
        #expect(!server.log.contains { $0.operation == "bind" && $0.dn?.hasPrefix("uid=ann") == true })
    }

    @Test func l02_theFilterThatIsSentIsEscaped() async throws {
        let (server, source) = try await start([])
        defer { server.stop() }
        #expect(try await source.answer("*)(objectClass=*", "ann-secret") == "unknown")
        let filters = server.log.compactMap(\.filter)
        #expect(filters.contains { $0.contains("uid=\\2a\\29\\28objectClass=\\2a") })
    }

    @Test(arguments: ["bind", "search"])
    func l07_aReferralIsNotFollowedAndGetsNoPassword(operation: String) async throws {
        let other = try LDAPTestServer.start(fixture: .init(Array(Self.entries.utf8)))
        defer { other.stop() }
        let (server, source) = try await start([
            "\(operation):referral=\(other.url)/uid=ann,ou=people,dc=corp,dc=example:after=\(operation == "bind" ? 1 : 0)"
        ])
        defer { server.stop() }
        #expect(try await source.answer("ann").hasPrefix("misconfigured"))
        #expect(other.log.isEmpty)
    }

    @Test(.timeLimit(.minutes(2)), arguments: ["hang", "drop", "half", "garbage"])
    func l10_anAnswerThatNeverComesOrIsNoneEndsInTime(effect: String) async throws {
        for operation in ["bind", "search"] {
            let (server, source) = try await start(["\(operation):\(effect)"])
            defer { server.stop() }
            #expect(try await source.answer("ann").hasPrefix("unavailable"), "\(operation):\(effect)")
            #expect(try await source.answer("nobody-at-all").hasPrefix("unavailable"), "\(operation):\(effect)")
        }
    }

    @Test func l17_aDirectoryThatBreaksOffWithinAPageIsAFailure() async throws {
        let (server, source) = try await start(["search:cut-page=2"])
        defer { server.stop() }
        let failure = await #expect(throws: SourceFailure.self) { try await source.directory?.everybody { _ in true } }
        #expect(failure?.kind == .unavailable)
    }

    @Test func whoIsUnknownCostsAsManyQuestionsAsAWrongPasswordAndNobodysPassword() async throws {
        let (server, source) = try await start([])
        defer { server.stop() }
        _ = try await source.answer("ann", "not it")
        server.clearLog()
        _ = try await source.answer("ann", "not it")
        let known = server.log.map(\.operation)
        server.clearLog()
        #expect(try await source.answer("nobody-at-all", "not it") == "unknown")
        #expect(server.log.map(\.operation) == known)
        #expect(known == ["search", "bind"])
        #expect(server.log.last?.dn?.hasPrefix("cn=nobody-of-gatehouse,") == true)
    }

    private static let entries = """
        dn: dc=corp,dc=example
        objectClass: domain
        dc: corp

        dn: cn=reader,dc=corp,dc=example
        objectClass: organizationalRole
        cn: reader
        userPassword: reader-secret

        dn: ou=people,dc=corp,dc=example
        objectClass: organizationalUnit
        ou: people

        dn: uid=ann,ou=people,dc=corp,dc=example
        objectClass: person
        uid: ann
        cn: Ann
        userPassword: ann-secret

        dn: uid=bob,ou=people,dc=corp,dc=example
        objectClass: person
        uid: bob
        cn: Bob
        userPassword: bob-secret

        dn: uid=carla,ou=people,dc=corp,dc=example
        objectClass: person
        uid: carla
        cn: Carla
        userPassword: carla-secret

        """
}
