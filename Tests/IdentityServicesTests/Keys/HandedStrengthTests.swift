import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// What an administrator's key can do in the hands of whoever made it: administer, and nothing with what is the owner's.
@Suite struct HandedStrengthTests {
    private func handedKey(of roles: Set<Role>, in house: TestHouse) async throws -> Caller {
        try await house.user("boss", roles: roles)
        let made = try await house.accessKeys.create(
            CreateAccessKey(owner: .user(.login("boss")), name: "handed"), as: TestHouse.operator)
        return try await house.caller(with: made.token)
    }

    @Test func anAdministratorsKeyAdministersWhoeverTheAdministratorMay() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let key = try await handedKey(of: [.orgAdmin], in: house)
        _ = try await house.users.create(CreateUser(login: "new", roles: ["org-admin"]), as: key)
        _ = try await house.impersonation.caller(actingAs: .id(ada.id), as: key)
        let made = try await house.accessKeys.create(CreateAccessKey(owner: .user(.id(ada.id)), name: "k"), as: key)
        #expect(made.key.createdBy == nil)
        try await house.users.delete(.id(ada.id), as: key)
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.users.create(CreateUser(login: "mole", roles: ["super-admin"]), as: key)
        }
    }

    @Test func z12_withSomebodyElsesKeyNobodyIsGivenAPassword() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let key = try await handedKey(of: [.superAdmin], in: house)
        let refused = ServiceError.unsupported(
            "With a key that another than its owner was handed no passwords are set.")
        await #expect(throws: refused) {
            try await house.users.setPassword(of: .id(ada.id), to: Secret("seven wet umbrellas"), as: key)
        }
        await #expect(throws: refused) {
            try await house.users.create(
                CreateUser(login: "new", credential: .password(Secret("seven wet umbrellas"), temporary: true)),
                as: key)
        }
        _ = try await house.users.create(CreateUser(login: "new", roles: ["super-admin"]), as: key)
    }

    @Test func z12_withSomebodyElsesKeyNobodysMailAddressIsChanged() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let key = try await handedKey(of: [.superAdmin], in: house)
        for login in ["ada", "boss"] {
            var edit = EditUser()
            edit.email = .set("mole@example.org")
            let wanted = edit
            await #expect(
                throws: ServiceError.unsupported(
                    "With a key that another than its owner was handed no mail address is changed.")
            ) { try await house.users.edit(.login(login), wanted, as: key) }
        }
    }

    @Test func namesEndTheKeysOfOneUserOnly() async throws {
        let house = try await TestHouse()
        for login in ["ada", "eve"] { try await house.user(login) }
        let ada = try await house.signedIn("ada"), eve = try await house.signedIn("eve")
        for name in ["one", "two", "three"] { _ = try await house.key(name, by: ada) }
        _ = try await house.key("two", by: eve)
        try await house.accessKeys.delete(named: ["TWO", "three", "four", "\u{1}"], as: ada)
        #expect(try await house.accessKeys.list(.own, limit: 9, as: ada).map(\.name.display) == ["one"])
        #expect(try await house.accessKeys.list(.own, limit: 9, as: eve).count == 1)
        await #expect(throws: ServiceError.notFound(.user)) {
            try await house.accessKeys.delete(named: ["one"], of: .user(.login("nobody")), as: TestHouse.operator)
        }
        let many = Set((0...AccessKeyService.maximumNames).map(String.init))
        await #expect(throws: ServiceError.self) { try await house.accessKeys.delete(named: many, as: ada) }
    }
}
