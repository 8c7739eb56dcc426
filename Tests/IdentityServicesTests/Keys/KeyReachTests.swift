import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// What a permission on one workspace gives is membership, and a key gives nobody that.
@Suite struct KeyReachTests {
    private static let model = ResourceSelector(type: "model", id: "m-one")
    private static let stronger = ServiceError.forbidden(.targetIsStronger)

    private func room(in house: TestHouse) async throws -> WorkspaceID {
        try #require(try await house.resources.read(Self.model, as: TestHouse.operator).workspace)
    }

    @Test func t18_aReadersKeyOnAWorkspaceIsNoMembership() async throws {
        let (place, _, grace) = try await TwoOrganizations.sharing(), house = place.house
        try await house.user("rita", roles: [.reader, .member])
        let room = try await room(in: house), scopes: Set<String> = ["workspaces/\(room):read"]
        let issued = try await house.key(scopes: scopes, by: try await house.signedIn("rita"))
        let caller = try await house.caller(with: issued.token)
        for action in ["put", "post", "delete"] {
            await #expect(throws: ServiceError.self) {
                try await house.resources.require(action, on: Self.model, as: caller)
            }
        }
        await #expect(throws: ServiceError.self) { try await house.resources.delete(Self.model, as: caller) }
        // A member's key with the same scope is the member's.
        let member = try await house.key(scopes: scopes, by: grace)
        _ = try await house.resources.require("put", on: Self.model, as: try await house.caller(with: member.token))
    }

    @Test func z05_whoRulesWorkspacesOnlyGivesNoMembershipAwayAndDominatesNoMember() async throws {
        let (place, _, _) = try await TwoOrganizations.sharing(), house = place.house
        let room = try await room(in: house), password = Secret("a quiet green harbour")
        let keeper = try await house.role(
            "keeper", ["users:*", "groups:*", "workspaces:*", "own-keys:manage", "own-secrets:manage"])
        try await house.user("kim", roles: [keeper])
        try await house.user("boss", roles: [.admin])
        try await house.user("plain")
        let kim = try await house.signedIn("kim"), boss = try await house.signedIn("boss")
        var command = CreateGroup(name: "insiders")
        command.permissions = ["workspaces/\(room):read"]
        let insiders = command
        await #expect(throws: Self.stronger) { try await house.groups.create(insiders, as: kim) }
        _ = try await house.groups.create(insiders, as: boss)
        for member in ["ada", "grace"] {
            await #expect(throws: Self.stronger) {
                try await house.users.setPassword(of: .login(member), to: password, as: kim)
            }
        }
        try await house.users.setPassword(of: .login("plain"), to: password, as: kim)
    }

    @Test func t18_aScopedKeyMakesNoKeyThatWouldGrowWithItsOwner() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada"), session = try await house.signedIn("ada")
        // Everything that she may do now.
        let narrow = try await house.key(
            "narrow", scopes: ["own-keys:manage", "own-secrets:manage", "workspaces:create"], by: session)
        let open = try await house.key("open", by: session)
        let caller = try await house.caller(with: narrow.token)
        for scopes in [nil, ["own-keys:manage", "users:manage"], ["server:*"]] as [Set<String>?] {
            await #expect(throws: Self.stronger) { try await house.key("latent", scopes: scopes, by: caller) }
            var edit = EditAccessKey()
            edit.scopes = scopes.map { .set($0) } ?? .clear
            await #expect(throws: Self.stronger) {
                try await house.accessKeys.edit(narrow.key.id, edit, as: caller)
            }
        }
        await #expect(throws: Self.stronger) { try await house.accessKeys.rotate(open.key.id, as: caller) }
        let equal = try await house.key("equal", scopes: ["own-keys:manage"], by: caller)
        try await house.setRoles(of: ada, to: [.superAdmin])
        #expect(try await house.caller(with: equal.token).grants.rights == [.keepOwnKeys])
    }
}
