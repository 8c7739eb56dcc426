import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct ExplanationTests {
    private func explain(
        _ login: String, _ wanted: String, _ house: TestHouse
    ) async throws -> Explanation {
        try await house.authorization.explain(
            .login(login), try #require(Permission(wanted)), as: TestHouse.operator)
    }

    @Test func everyPathIsToldWithTheGroupsItGoesThrough() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops", roles: ["admin"])
        let linux = try await house.group("linux", under: ops, permissions: ["users:read"])
        try await house.user("ada", roles: [.reader])
        try await house.join(linux, "ada")
        let explanation = try await explain("ada", "users:read", house)
        #expect(explanation.isAllowed)
        #expect(explanation.nearest.isEmpty)
        let ways = explanation.paths.map { path in path.through.map(\.name).joined(separator: " > ") }
        #expect(Set(ways) == ["", "linux", "linux > ops"])
        #expect(explanation.paths.contains { $0.source == .role(.admin) && $0.through.count == 2 })
    }

    @Test func whatComesClosestIsToldWithWhatItLacks() async throws {
        let house = try await TestHouse()
        let ops = try await house.group("ops", permissions: ["model/m1:put", "host:read"])
        try await house.user("ada")
        try await house.join(ops, "ada")
        let other = try await explain("ada", "model/m2:put", house)
        #expect(!other.isAllowed)
        #expect(other.nearest.map(\.lack) == [.resource])
        #expect(other.nearest.first?.gives == [Permission("model", id: "m1", action: "put")])
        #expect(try await explain("ada", "host:write", house).nearest.map(\.lack) == [.action])
        #expect(try await explain("ada", "moon:fly", house).nearest.isEmpty)
    }

    @Test func aClosedAccountMayNothingWhateverItHolds() async throws {
        let house = try await TestHouse()
        try await house.user("ada", roles: [.admin])
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await house.users.edit(.login("ada"), edit, as: TestHouse.operator)
        let explanation = try await explain("ada", "users:manage", house)
        #expect(!explanation.isAllowed)
        #expect(explanation.obstacles == [.disabled])
        #expect(explanation.paths.count == 1)
    }

    @Test func theMatrixShowsUsersPageByPageAndGroupsOnce() async throws {
        let house = try await TestHouse()
        try await house.group("empty")
        let ops = try await house.group("ops", permissions: ["host:read"])
        for login in ["ada", "bob", "carl"] { try await house.user(login) }
        try await house.join(ops, "bob")
        let first = try await house.authorization.matrix(limit: 2, as: TestHouse.operator)
        #expect(first.groups.map(\.group.name.display) == ["ops"])
        #expect(first.users.map(\.user.login.display) == ["ada", "bob"])
        #expect(first.permissions.contains(Permission("host", action: "read")))
        let second = try await house.authorization.matrix(after: first.next, limit: 2, as: TestHouse.operator)
        #expect(second.users.map(\.user.login.display) == ["carl"])
        #expect(second.groups.isEmpty)
        #expect(second.next == nil)
    }

    @Test func z06_cycleInTheStoreEndsEveryEvaluation() async throws {
        let house = try await TestHouse()
        let ids = try await chain(of: 3, in: house, closed: true)
        try await house.user("ada")
        try await house.join(ids[0], "ada")
        let explanation = try await explain("ada", "host:read", house)
        #expect(explanation.paths.map(\.through.count) == [3])
        #expect(try await house.grants(of: "ada").allow(explanation.wanted, in: .standard))
        #expect(try await house.groups.read(.id(ids[0]), as: TestHouse.operator).names.count == 3)
        _ = try await house.groups.edit(.id(ids[2]), edit { $0.parent = .clear }, as: TestHouse.operator)
        #expect(try await house.groups.read(.id(ids[0]), as: TestHouse.operator).path == "g2/g1/g0")
    }

    @Test func z06_chainOfTenThousandGroupsIsEvaluatedAndMended() async throws {
        let house = try await TestHouse()
        let ids = try await chain(of: 10_000, in: house, closed: false)
        try await house.user("ada")
        try await house.join(ids[0], "ada")
        let clock = ContinuousClock()
        let took = try await clock.measure {
            let explanation = try await explain("ada", "host:read", house)
            #expect(explanation.paths.map(\.through.count) == [10_000])
            let who = try await house.authorization.who(
                WhoQuery(explanation.wanted, in: .standard, limit: 9), as: TestHouse.operator)
            #expect(who.users.map(\.login.display) == ["ada"])
            _ = try await house.groups.edit(.id(ids[5_000]), edit { $0.parent = .clear }, as: TestHouse.operator)
        }
        #expect(took < .seconds(20))
        #expect(!(try await explain("ada", "host:read", house).isAllowed))
        await #expect(throws: ServiceError.conflict(.tooDeep(limit: Group.maximumDepth))) {
            try await house.group("one more", under: ids[0])
        }
    }

    /// The first is the lowest; the last one grants `host:read`. Put into the store past the rules of the services.
    private func chain(of count: Int, in house: TestHouse, closed: Bool) async throws -> [GroupID] {
        let ids = (0..<count).map { _ in GroupID(UUID()) }
        let now = house.clock.now()
        try await house.storage.write { store in
            for number in ids.indices.reversed() {
                let name = "g\(number)"
                var group = Group(
                    id: ids[number], name: GroupName(storedDisplay: name, key: name), createdAt: now, updatedAt: now)
                if number + 1 < count { group.parent = ids[number + 1] }
                if number + 1 == count { group.permissions = [Permission("host", action: "read")] }
                try store.groupWrites.insert(group)
            }
            guard closed else { return }
            var last = try store.groups.require(ids[count - 1])
            last.parent = ids[0]
            try store.groupWrites.replace(last)
        }
        return ids
    }
}
