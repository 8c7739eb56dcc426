import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct GroupMappingTests {
    @Test func l12_aGroupThereGivesNothingUnlessExactlyItIsMappedHere() async throws {
        let admitting = try await Admitting()
        let administrators = try await admitting.group(
            "administrators", mapping: ["cn=administrators,ou=groups,dc=corp"], roles: ["super-admin"])
        let user = try #require(
            try await admitting.admit(
                Admitting.grace {
                    $0.groups = [
                        "administrators", "cn=administrators,ou=elsewhere,dc=corp",
                        "CN=administrators,ou=groups,dc=corp", "cn=administrators ,ou=groups,dc=corp",
                        "cn=\u{FF41}dministrators,ou=groups,dc=corp",
                    ]
                }
            ).user)
        #expect(try await admitting.groups(of: user.id).isEmpty)
        let mark = try await admitting.recordCount()
        let right = Admitting.grace { $0.groups = ["cn=administrators,ou=groups,dc=corp"] }
        #expect(try await admitting.admit(right).fields == ["groups"])
        #expect(try await admitting.groups(of: user.id) == [administrators: .mapped])
        #expect(
            try await admitting.records(since: mark) == ["group.member-added: user \(user.id), mapped from corp"])
    }

    @Test func l12_groupsOfAnotherOrganizationAreNotMapped() async throws {
        let admitting = try await Admitting()
        let acme = try await admitting.house.organization("acme")
        var command = CreateGroup(name: "ops", organization: acme)
        command.mappedExternalGroups = ["cn=ops"]
        _ = try await admitting.house.groups.create(command, as: TestHouse.operator)
        let user = try #require(try await admitting.admit(Admitting.grace { $0.groups = ["cn=ops"] }).user)
        #expect(try await admitting.groups(of: user.id).isEmpty)
    }

    @Test func l13_whoLeavesTheGroupThereLosesTheRightHereAndKeepsWhatWasAssigned() async throws {
        let admitting = try await Admitting()
        let ops = try await admitting.group("ops", mapping: ["cn=ops"], roles: ["auditor"])
        let both = try await admitting.group("both", mapping: ["cn=ops"])
        let own = try await admitting.group("own", mapping: [])
        let user = try #require(try await admitting.admit().user)
        try await admitting.house.join(own, "grace")
        try await admitting.house.join(both, "grace")
        _ = try await admitting.admit(Admitting.grace { $0.groups = ["cn=ops"] })
        #expect(try await admitting.groups(of: user.id) == [ops: .mapped, both: .assigned, own: .assigned])
        #expect(try await admitting.grants(of: user).contains(.readAudit))
        let mark = try await admitting.recordCount()
        #expect(try await admitting.admit().fields == ["groups"])
        #expect(try await admitting.groups(of: user.id) == [both: .assigned, own: .assigned])
        #expect(try await !admitting.grants(of: user).contains(.readAudit))
        #expect(
            try await admitting.records(since: mark) == ["group.member-removed: user \(user.id), mapped from corp"])
    }

    @Test func aSourceThatKnowsNothingOfGroupsOrIsNotToMapThemLeavesThemAlone() async throws {
        let admitting = try await Admitting()
        let ops = try await admitting.group("ops", mapping: ["cn=ops"])
        let user = try #require(try await admitting.admit(Admitting.grace { $0.groups = ["cn=ops"] }).user)
        _ = try await admitting.admit(Admitting.grace { $0.groups = nil })
        let source = Admitting.source(ProvisioningPolicy(mapsGroups: false))
        _ = try await admitting.admit(of: source)
        #expect(try await admitting.groups(of: user.id) == [ops: .mapped])
    }
}
