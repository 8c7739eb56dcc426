import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct AccountSaveTests {
    @Test func everythingIsKeptOrNothing() async throws {
        let house = try await TestHouse()
        let user = try await house.user("bob")
        var change = AccountChange()
        change.edit.displayName = "Robert"
        change.documents = [.adminProperties: "{\"rank\":1}"]
        change.secrets = [KeptItem(name: "one", secret: Secret("first"), detail: nil)]
        change.edit.groups = [.path(["nobody"])]
        await #expect(throws: ServiceError.notFound(.group)) {
            _ = try await house.accounts.save(.id(user.id), change, as: TestHouse.operator)
        }
        var sheet = try await house.accounts.read(.id(user.id), as: TestHouse.operator)
        #expect(sheet.entry.user.displayName.display == "bob" && sheet.documents.isEmpty && sheet.secrets.isEmpty)
        change.edit.groups = []
        #expect(try await house.accounts.save(.id(user.id), change, as: TestHouse.operator) != nil)
        sheet = try await house.accounts.read(.id(user.id), as: TestHouse.operator)
        #expect(sheet.entry.user.displayName.display == "Robert" && sheet.documents.count == 1)
        #expect(sheet.secrets.map(\.binding.name) == ["one"])
    }

    @Test func aDocumentThatMovedMeanwhileStopsTheWholeSave() async throws {
        let house = try await TestHouse()
        let user = try await house.user("bob")
        var change = AccountChange()
        change.edit.displayName = "Robert"
        change.documents = [.configuration: "{\"mine\":1}"]
        change.expected = [.configuration: "{}"]
        #expect(try await house.accounts.save(.id(user.id), change, as: TestHouse.operator) == nil)
        change.expected = [.configuration: nil]
        #expect(try await house.accounts.save(.id(user.id), change, as: TestHouse.operator) != nil)
    }

    @Test func whatIsNotNamedStaysAndWhatIsNamedIsAllThereIs() async throws {
        let house = try await TestHouse()
        let user = try await house.user("bob")
        for name in ["one", "two"] {
            _ = try await house.secrets.put(
                KeepSecret(name: name, secret: Secret(name)), of: .user(.id(user.id)), as: TestHouse.operator)
        }
        _ = try await house.accounts.save(.id(user.id), AccountChange(), as: TestHouse.operator)
        #expect(try await house.secrets.list(of: .user(.id(user.id)), limit: 9, as: TestHouse.operator).count == 2)
        var change = AccountChange()
        change.secrets = [KeptItem(name: "two", secret: nil, detail: nil)]
        _ = try await house.accounts.save(.id(user.id), change, as: TestHouse.operator)
        let own = try await house.signedIn("bob")
        let revealed = try await house.secrets.revealAll(as: own)
        #expect(revealed.map(\.item.binding.name) == ["two"])
        #expect(revealed.first?.secret.reveal { $0 == "two" } == true)
    }

    @Test func z05_aSaveReachesNoStrongerAccount() async throws {
        let house = try await TestHouse()
        let root = try await house.user("root", roles: [.superAdmin])
        try await house.user("chief", roles: [.admin])
        let chief = try await house.signedIn("chief")
        for change in [AccountChange(), Self.password, Self.secret] {
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                _ = try await house.accounts.save(.id(root.id), change, as: chief)
            }
        }
        let sheet = try await house.accounts.read(.id(root.id), as: chief)
        #expect(sheet.secrets.isEmpty)
    }

    private static var password: AccountChange {
        var change = AccountChange()
        change.password = Secret("seven wet umbrellas")
        return change
    }

    private static var secret: AccountChange {
        var change = AccountChange()
        change.secrets = [KeptItem(name: "one", secret: Secret("first"), detail: nil)]
        return change
    }

    @Test func z10_whoActsAsTheUserIsShownNoSecretsAndChangesNone() async throws {
        let house = try await TestHouse()
        let user = try await house.user("bob")
        try await house.user("root", roles: [.superAdmin])
        _ = try await house.secrets.put(
            KeepSecret(name: "one", secret: Secret("first")), of: .user(.id(user.id)), as: TestHouse.operator)
        let root = try await house.signedIn("root")
        let acting = try await house.impersonation.caller(actingAs: .login("bob"), as: root)
        #expect(try await house.accounts.readOwn(as: acting).secrets.isEmpty)
        var change = AccountChange()
        change.secrets = []
        #expect(try await house.accounts.saveOwn(change, as: acting))
        #expect(try await house.secrets.list(of: .user(.id(user.id)), limit: 9, as: TestHouse.operator).count == 1)
        await #expect(throws: ServiceError.forbidden(.impersonating)) {
            _ = try await house.accounts.saveOwn(Self.secret, as: acting)
        }
        await #expect(throws: ServiceError.forbidden(.impersonating)) {
            _ = try await house.secrets.revealAll(as: acting)
        }
    }

    @Test func entriesVisitEachUserOnceWithGroupsAndSessions() async throws {
        let house = try await TestHouse()
        for number in 0..<1_203 {
            _ = try await house.users.create(CreateUser(login: "u\(number)"), as: TestHouse.operator)
        }
        try await house.user("bob")
        _ = try await house.groups.create(CreateGroup(name: "ops"), as: TestHouse.operator)
        _ = try await house.groups.addMember(.login("bob"), to: .path(["ops"]), as: TestHouse.operator)
        _ = try await house.signedIn("bob")
        var seen: [String] = [], bob: UserEntry?
        try await house.users.entries(as: TestHouse.operator) { page in
            seen += page.map(\.user.login.display)
            bob = bob ?? page.first { $0.user.login.display == "bob" }
        }
        #expect(seen.count == 1_204 && Set(seen).count == 1_204)
        #expect(bob?.groups == ["ops"] && bob?.openSessions == 1)
    }

    @Test func z03_theDirectoryShowsTheOwnOrganizationOnlyAndNothingToALimitedKey() async throws {
        let house = try await TestHouse()
        try await house.user("bob")
        _ = try await house.organizations.create(
            CreateOrganization(id: "elsewhere", name: "Elsewhere"), as: TestHouse.operator)
        _ = try await house.users.create(
            CreateUser(login: "eve", organization: OrganizationID(rawValue: "elsewhere")), as: TestHouse.operator)
        let bob = try await house.signedIn("bob")
        var seen: [String] = []
        try await house.users.directory(as: bob) { page in seen += page.map(\.user.login.display) }
        #expect(seen == ["bob"])
        await #expect(throws: ServiceError.notFound(.user)) {
            _ = try await house.users.directoryEntry(of: .login("eve"), as: bob)
        }
        let key = try await house.accessKeys.create(
            CreateAccessKey(name: "narrow", scopes: ["own-keys:manage"]), as: bob)
        let narrow = try await house.sessions.caller(presenting: key.token, from: TestHouse.origin())
        await #expect(throws: ServiceError.forbidden(.missingRight(.readUsers))) {
            try await house.users.directory(as: narrow) { _ in }
        }
    }
}
