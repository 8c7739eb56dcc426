import Foundation
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct RoleTests {
    @Test func aRoleIsMadeHeldChangedAndStripped() async throws {
        let house = try await TestHouse()
        let desk = try await house.role("help-desk", ["users:read", "model/m1:*"])
        try await house.user("ada", roles: [.member, desk])
        let ops = try await house.group("ops", roles: ["help-desk"])
        #expect(try await house.grants(of: "ada").reach(of: .readUsers) == .organization)
        let edited = try await house.roles.edit(
            desk,
            edit {
                $0.permissions = ["users:*"]
                $0.about = "first line"
            }, as: TestHouse.operator)
        #expect(edited.version == 2)
        #expect(edited.permissions == [Permission("users")])
        #expect(try await house.records(1).first?.detail == "about, permissions")
        #expect(try await house.grants(of: "ada").contains(.manageUsers))
        let holders = try await house.roles.holders(of: desk, limit: 9, as: TestHouse.operator)
        #expect(holders.map(\.login.display) == ["ada"])
        try await house.roles.delete(desk, as: TestHouse.operator)
        #expect(try await house.records(1).first?.action == .roleDeleted)
        #expect(!(try await house.grants(of: "ada").contains(.readUsers)))
        #expect(try await house.groups.read(.id(ops), as: TestHouse.operator).group.roles.isEmpty)
        await #expect(throws: ServiceError.notFound(.role)) {
            try await house.roles.read(desk, as: TestHouse.operator)
        }
    }

    @Test func builtInRolesComeFirstAndStayAsTheyAre() async throws {
        let house = try await TestHouse()
        try await house.role("aaa", ["model:read"])
        try await house.role("zzz", ["model:read"])
        var after: Role?, names: [String] = []
        while true {
            let page = try await house.roles.list(ListRoles(after: after, limit: 4), as: TestHouse.operator)
            names += page.map(\.role.rawValue)
            #expect(page.allSatisfy { $0.isBuiltIn == (Role.builtIn[$0.role] != nil) })
            guard page.count == 4 else { break }
            after = page.last?.role
        }
        #expect(
            names == ["admin", "auditor", "member", "org-admin", "reader", "super-admin", "aaa", "zzz"])
        let builtIn = ServiceError.conflict(.builtIn(.role))
        await #expect(throws: builtIn) {
            try await house.roles.edit(.reader, edit { $0.permissions = [] }, as: TestHouse.operator)
        }
        await #expect(throws: builtIn) { try await house.roles.delete(.superAdmin, as: TestHouse.operator) }
    }

    @Test func rolesOfTheProgramAreDefinedOnceAndStayAsTheyAreThen() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.orgAdmin])
        var first = CreateRole(name: "rung")
        first.permissions = ["waii/api:usage"]
        try await house.roles.provide([first], as: try await house.signedIn("boss"))
        #expect(try await house.records(1).first?.action == .roleCreated)
        first.permissions = ["waii:*"]
        try await house.roles.provide([first, CreateRole(name: "other")], as: TestHouse.operator)
        let role = try await house.roles.read(Role(rawValue: "rung"), as: TestHouse.operator)
        #expect(role.permissions.map(\.description) == ["waii/api:usage"] && role.version == 1)
        _ = try await house.roles.read(Role(rawValue: "other"), as: TestHouse.operator)
    }

    @Test(arguments: ["admin", "ADMIN", "Super-Admin", "Help-Desk", "ｈelp-desk"])
    func aNameIsTakenInWhateverCaseAndForm(_ name: String) async throws {
        let house = try await TestHouse()
        try await house.role("help-desk", [])
        await #expect(throws: ServiceError.alreadyExists(.role, field: "name")) { try await house.role(name, []) }
    }

    @Test(arguments: ["", "a/b", " a", "a\u{200B}b", String(repeating: "x", count: 256)])
    func aNameThatCouldDeceiveIsRefused(_ name: String) async throws {
        let house = try await TestHouse()
        await #expect {
            try await house.role(name, ["nonsense"])
        } throws: { error in
            guard case ServiceError.invalidInput(let problems) = error else { return false }
            return problems.map(\.field) == ["name", "permissions"]
        }
    }

    @Test func aClientsRoleNeedsTheClientAndMayBearABuiltInName() async throws {
        let house = try await TestHouse()
        let client = ClientID(rawValue: "sdk"), now = house.clock.now()
        await #expect(throws: ServiceError.notFound(.client)) {
            try await house.roles.create(CreateRole(name: "admin", client: client), as: TestHouse.operator)
        }
        try await house.storage.write { store in
            try store.clientWrites.insert(Client(id: client, key: UUID(), name: "SDK", createdAt: now, updatedAt: now))
        }
        var command = CreateRole(name: "admin", client: client)
        command.permissions = ["model:write"]
        let entry = try await house.roles.create(command, as: TestHouse.operator)
        #expect(entry.role.rawValue == "sdk/admin")
        #expect(!entry.isBuiltIn)
        let own = try await house.roles.list(ListRoles(.client(client), limit: 9), as: TestHouse.operator)
        #expect(own.map(\.role) == [entry.role])
        let realm = try await house.roles.list(ListRoles(.realm, limit: 9), as: TestHouse.operator)
        #expect(realm.map(\.role) == Role.builtIn.keys.sorted())
        try await house.user("ada", roles: [entry.role])
        let wanted = Permission("model", action: "write")
        #expect(try await house.grants(of: "ada").allow(wanted, in: .standard))
        let who = try await house.authorization.who(
            WhoQuery(wanted, in: .standard, limit: 9), as: TestHouse.operator)
        #expect(who.users.map(\.login.display) == ["ada"])
    }
}
