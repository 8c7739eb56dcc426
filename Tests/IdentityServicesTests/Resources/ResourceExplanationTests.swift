import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct ResourceExplanationTests {
    @Test func explainAndWhoNameOwnershipAndWorkspace() async throws {
        let (place, ada, grace) = try await TwoOrganizations.sharing(), house = place.house
        let wanted = Permission("model", id: "m-one", action: "put")
        let manage = Permission("model", id: "m-one", action: "manage")
        let owner = try await house.authorization.explain(.login("ada"), wanted, as: ada)
        #expect(owner.isAllowed && owner.paths.map(\.source).contains(.ownership))
        let member = try await house.authorization.explain(.login("grace"), wanted, as: grace)
        let room = try await house.workspaces.read(.name("room"), as: grace)
        #expect(member.paths.map(\.source) == [.workspace(room.id, .collaborator)])
        #expect(try await house.authorization.explain(.login("grace"), manage, as: grace).paths.isEmpty)
        #expect(try await house.authorization.allows(wanted, as: grace))
        #expect(try await house.authorization.allows(manage, as: grace) == false)
        #expect(try await house.authorization.allows(manage, as: ada))
        #expect(try await house.authorization.decide(wanted, as: grace).grant == member.paths.first)
        let ways = try await house.authorization.explain(.login("ada"), manage, as: ada).paths
        #expect(try await house.authorization.decide(manage, as: ada).grant == ways.first)
        let refused = try await house.authorization.decide(manage, as: grace)
        #expect(!refused.isAllowed && refused.grant == nil)
        let sum = try await house.authorization.decide(wanted, as: TestHouse.operator)
        #expect(sum.isAllowed && sum.grant == nil)
        let who = try await house.authorization.who(WhoQuery(wanted, in: .standard, limit: 9), as: TestHouse.operator)
        #expect(who.users.map(\.login.display) == ["ada", "grace"])
        let managers = try await house.authorization.who(
            WhoQuery(manage, in: .standard, limit: 9), as: TestHouse.operator)
        #expect(managers.users.map(\.login.display) == ["ada"])
    }
}
