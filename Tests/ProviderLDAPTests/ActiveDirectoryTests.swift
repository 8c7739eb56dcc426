import IdentityCore
import JSONText
import LDAPKit
import LDAPTestServer
import TestSupport
import Testing
import Threading

@testable import ProviderLDAP

/// Active Directory as its documents describe it, played by the test directory.
@Suite struct ActiveDirectoryTests {
    private func start(_ faults: [String] = []) async throws -> (LDAPTestServer, IdentitySource) {
        let server = try LDAPTestServer.start(
            fixture: .init(Array(Self.entries.utf8)), faults: faults.map { try LDAPTestServer.Fault($0) })
        let source = try await DirectorySource.open([
            "preset": "active-directory", "url": .string(server.url), "base": "dc=corp,dc=example",
            "bind": ["dn": "cn=Reader,cn=Users,dc=corp,dc=example", "password": "reader-secret"],
            "groups": ["base": "ou=Groups,dc=corp,dc=example"],
            "timeouts": ["connectSeconds": 20, "operationSeconds": 20],
        ])
        return (server, source)
    }

    @Test func peopleAreKnownByTheirObjectGUID() async throws {
        let (server, source) = try await start()
        defer { server.stop() }
        let ann = try await source.verified("ann")
        #expect(ann.externalID == "33221100-5544-7766-8899-aabbccddeeff")
        #expect(try await source.verified("ann@corp.example", "ann-secret") == ann)
        #expect(try await source.directory?.person(externalID: ann.externalID) == ann)
    }

    @Test func groupsAboveGroupsAreClimbedByTheDirectory() async throws {
        let (server, source) = try await start()
        defer { server.stop() }
        let groups = try await source.verified("ann").groups ?? []
        #expect(groups.isSuperset(of: ["Engineering", "Everybody Technical"]))
        #expect(server.log.contains { $0.filter?.contains("1.2.840.113556.1.4.1941") == true })
        // A sync reads memberOf: lists of members come in pieces.
        let taken = Locked<[ExternalIdentity]>([])
        try await source.directory?.everybody { page in
            taken.withLock { $0 += page.people }
            return true
        }
        #expect(taken.withLock { $0 }.first { $0.login == "ann" }?.groups == groups)
    }

    @Test(arguments: [
        ("52e", "rejected: wrong-password"), ("525", "unknown"), ("530", "rejected: not-now"),
        ("532", "rejected: password-expired"), ("533", "rejected: disabled"), ("701", "rejected: expired"),
        ("773", "rejected: must-change-password"), ("775", "rejected: locked"),
    ])
    func whatStandsBehindResult49IsHeard(code: String, answer: String) async throws {
        let (server, source) = try await start(["bind:ad=\(code):dn=cn=Ann Archer,cn=Users,dc=corp,dc=example"])
        defer { server.stop() }
        #expect(try await source.answer("ann") == answer)
    }

    @Test func l14_aDisabledAccountIsClosedEvenWhereThePasswordIsTaken() async throws {
        let (server, source) = try await start()
        defer { server.stop() }
        #expect(try await source.answer("former") == "rejected: disabled")
        #expect(try await source.directory?.person("former")?.isActive == false)
    }

    /// MS-ADTS section 3.1.1.3.1.3.3; the test directory hands out lists whole.
    @Test func aListThatComesInPiecesIsRefused() throws {
        let entry = LDAPEntry(
            dn: "cn=Crowd", attributes: [(name: "member;range=0-1499", values: [Array("cn=Ann".utf8)])])
        let failure = #expect(throws: LDAPFailure.self) { try entry.wholeList("member") }
        #expect(failure?.diagnostic.contains("comes in pieces") == true)
        #expect(try entry.wholeList("memberOf").isEmpty)
    }

    @Test func theDoctorReadsTheCode() async throws {
        let (server, source) = try await start(["bind:ad=533:dn=cn=Ann Archer,cn=Users,dc=corp,dc=example"])
        defer { server.stop() }
        let report = try #require(await source.examiner?.examine(ExaminedLogin("ann", password: Secret("ann-secret"))))
        #expect(report.verdict == .rejected && report.refusal == .disabled)
        #expect(report.words(.userBind)?.contains("data 533, ERROR_ACCOUNT_DISABLED") == true)
        #expect(report.fact("id") == "33221100-5544-7766-8899-aabbccddeeff (objectGUID)")
    }

    private static let entries = """
        dn: dc=corp,dc=example
        objectClass: domain
        dc: corp

        dn: cn=Users,dc=corp,dc=example
        objectClass: container
        cn: Users

        dn: ou=Groups,dc=corp,dc=example
        objectClass: organizationalUnit
        ou: Groups

        dn: cn=Reader,cn=Users,dc=corp,dc=example
        objectClass: user
        cn: Reader
        userPassword: reader-secret

        dn: cn=Ann Archer,cn=Users,dc=corp,dc=example
        objectClass: user
        objectCategory: person
        cn: Ann Archer
        sAMAccountName: ann
        userPrincipalName: ann@corp.example
        objectGUID:: ABEiM0RVZneImaq7zN3u/w==
        userAccountControl: 512
        memberOf: cn=Engineering,ou=Groups,dc=corp,dc=example
        userPassword: ann-secret

        dn: cn=Former,cn=Users,dc=corp,dc=example
        objectClass: user
        objectCategory: person
        cn: Former
        sAMAccountName: former
        objectGUID:: EBEiM0RVZneImaq7zN3u/w==
        userAccountControl: 514
        userPassword: former-secret

        dn: cn=Engineering,ou=Groups,dc=corp,dc=example
        objectClass: group
        cn: Engineering
        member: cn=Ann Archer,cn=Users,dc=corp,dc=example
        memberOf: cn=Everybody Technical,ou=Groups,dc=corp,dc=example

        dn: cn=Everybody Technical,ou=Groups,dc=corp,dc=example
        objectClass: group
        cn: Everybody Technical
        member: cn=Engineering,ou=Groups,dc=corp,dc=example

        """
}
