import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct GlobalKeyTests {
    @Test func aGlobalKeyMayDoWhatItsGroupsGrantAndIsNobody() async throws {
        let house = try await TestHouse()
        let readers = GroupSelector.id(try await house.group("readers", roles: ["reader"]))
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let issued = try await house.accessKeys.create(
            CreateAccessKey(owner: .groups([readers], nil), name: "export"), as: boss)
        let caller = try await house.caller(with: issued.token)
        #expect(caller.userID == nil)
        #expect(try await house.users.list(UserQuery(limit: 9), as: caller).count == 1)
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageUsers))) {
            try await house.users.create(CreateUser(login: "new"), as: caller)
        }
        // Known, and nobody: not the answer that a dead key gets.
        #expect(throws: ServiceError.self) { try house.sessions.whoAmI(as: caller) }
        do { _ = try house.sessions.whoAmI(as: caller) } catch { #expect(error != .unauthenticated) }
        #expect(try await house.accessKeys.list(.global(nil), limit: 9, as: boss).map(\.id) == [issued.key.id])
        try await house.accessKeys.delete(issued.key.id, as: boss)
        await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: issued.token) }
    }

    @Test func anEditLeavesAGlobalKeyFitToBeOne() async throws {
        let house = try await TestHouse()
        let readers = GroupSelector.id(try await house.group("readers", roles: ["reader"]))
        let key = try await house.accessKeys.create(
            CreateAccessKey(owner: .groups([readers], nil), name: "export"), as: TestHouse.operator
        ).key
        func change(_ change: (inout EditAccessKey) -> Void) async throws(ServiceError) -> AccessKey {
            var edit = EditAccessKey()
            change(&edit)
            return try await house.accessKeys.edit(key.id, edit, as: TestHouse.operator)
        }
        var many: Set<GroupSelector> = []
        for number in 0...100 {
            many.insert(.id(try await house.group("group \(number)", roles: [])))
        }
        let tooMany = many
        for wish in [[], tooMany] {
            await #expect { try await change { $0.groups = wish } } throws: { error in
                if case ServiceError.invalidInput(let problems) = error {
                    problems.map(\.field) == ["groups"]
                } else {
                    false
                }
            }
        }
        // With a role of its own it needs no group.
        let edited = try await change {
            $0.groups = []
            $0.roles = ["reader"]
        }
        #expect(edited.owner == .groups([]) && edited.roles == [.reader])
    }

    @Test func t18_nobodyMakesAGlobalKeyThatIsStrongerThanThey() async throws {
        let house = try await TestHouse()
        let rulers = GroupSelector.id(try await house.group("rulers", roles: ["super-admin"]))
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.accessKeys.create(CreateAccessKey(owner: .groups([rulers], nil), name: "x"), as: boss)
        }
        let made = try await house.accessKeys.create(
            CreateAccessKey(owner: .groups([rulers], nil), name: "x"), as: TestHouse.operator)
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.accessKeys.rotate(made.key.id, as: boss)
        }
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.accessKeys.delete(made.key.id, as: boss)
        }
    }
}
