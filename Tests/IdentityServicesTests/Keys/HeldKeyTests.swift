import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// A key does no more than whoever holds it may do at that moment.
@Suite struct HeldKeyTests {
    private struct Held {
        let house: TestHouse
        let boss: User
        let ada: User
        let staff: GroupID
        /// A key of Ada's and a global one, both made by the boss.
        let tokens: [Secret]

        init() async throws {
            house = try await TestHouse()
            boss = try await house.user("boss", roles: [.admin])
            ada = try await house.user("ada")
            staff = try await house.group("staff", roles: ["reader"])
            let session = try await house.signedIn("boss")
            var tokens: [Secret] = []
            for owner in [KeyOwner.user(.login("ada")), .groups([.id(staff)], nil)] {
                tokens.append(
                    try await house.accessKeys.create(CreateAccessKey(owner: owner, name: "held"), as: session).token)
            }
            self.tokens = tokens
        }

        func grants(_ token: Secret) async throws -> Grants { try await house.caller(with: token).grants }
    }

    @Test func z05_aKeyInOtherHandsGrowsNotBeyondItsMaker() async throws {
        let held = try await Held(), house = held.house
        let free = try await house.accessKeys.create(
            CreateAccessKey(owner: .user(.login("ada")), name: "the operator's"), as: TestHouse.operator)
        #expect(try await held.grants(held.tokens[0]).rights == [.createWorkspaces])
        #expect(try await held.grants(held.tokens[1]).rights.contains(.readUsers))
        try await house.setRoles(of: held.ada, to: [.superAdmin])
        _ = try await house.groups.edit(.id(held.staff), edit { $0.roles = ["super-admin"] }, as: TestHouse.operator)
        for token in held.tokens {
            let grants = try await held.grants(token)
            #expect(!grants.areUnlimited && !grants.contains(.manageServer) && grants.contains(.manageUsers))
            let caller = try await house.caller(with: token)
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                try await house.users.create(CreateUser(login: "new", roles: ["super-admin"]), as: caller)
            }
        }
        #expect(try await held.grants(free.token).contains(.manageServer))
        try await house.setRoles(of: held.boss, to: [.member])
        for token in held.tokens {
            #expect(
                try await held.grants(token).rights.isSubset(of: [.createWorkspaces, .keepOwnKeys, .keepOwnSecrets]))
        }
    }

    @Test(arguments: ["disabled", "deleted", "over"])
    func t18_aKeyInOtherHandsIsDeadAtTheNextCallWhenItsMakerIsGone(_ what: String) async throws {
        let held = try await Held(), house = held.house
        let running = try await house.caller(with: held.tokens[1])
        switch what {
        case "disabled": try await house.disable(held.boss)
        case "deleted": try await house.users.delete(.id(held.boss.id), as: TestHouse.operator)
        default:
            var end = EditUser()
            end.validUntil = .set(house.clock.now().addingTimeInterval(60))
            _ = try await house.users.edit(.id(held.boss.id), end, as: TestHouse.operator)
            for token in held.tokens { _ = try await house.caller(with: token) }
            house.clock.advance(by: 60)
        }
        for token in held.tokens {
            await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: token) }
        }
        // A request that came in before, too.
        await #expect(throws: ServiceError.self) { try await house.users.delete(.id(held.ada.id), as: running) }
    }

    @Test func z05_whatTheOwnerOwnsIsOutOfReachForAHolderWhoMayNot() async throws {
        let held = try await Held(), house = held.house
        let model = ResourceSelector(type: "model", id: "m-one")
        _ = try await house.resources.create(
            CreateResource(type: "model", id: "m-one", owner: .id(held.ada.id)), as: TestHouse.operator)
        let before = try await house.caller(with: held.tokens[0])
        _ = try await house.resources.require("put", on: model, as: before)
        #expect(try await house.resources.list(ResourceFilter(limit: 9), as: before).count == 1)
        try await house.setRoles(of: held.boss, to: [.member])
        let after = try await house.caller(with: held.tokens[0])
        await #expect(throws: ServiceError.notFound(.resource)) {
            try await house.resources.require("put", on: model, as: after)
        }
        #expect(try await house.resources.list(ResourceFilter(limit: 9), as: after).isEmpty)
        _ = try await house.resources.require("put", on: model, as: try await house.signedIn("ada"))
    }

    @Test func z12_theOldTokenEndsAtOnceWhenAKeyChangesHands() async throws {
        let held = try await Held(), house = held.house
        let ada = try await house.signedIn("ada"), boss = try await house.signedIn("boss")
        let id = try #require(try await house.accessKeys.list(.own, limit: 1, as: ada).first?.id)
        let own = try await house.accessKeys.rotate(id, overlap: 600, as: ada)
        #expect(own.key.previous == nil && own.key.createdBy == held.ada.id)
        await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: held.tokens[0]) }
        let next = try await house.accessKeys.rotate(id, overlap: 600, as: ada)
        _ = try await house.caller(with: own.token)
        let taken = try await house.accessKeys.rotate(id, overlap: 600, as: boss)
        for token in [own.token, next.token] {
            await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: token) }
        }
        _ = try await house.caller(with: taken.token)
    }
}
