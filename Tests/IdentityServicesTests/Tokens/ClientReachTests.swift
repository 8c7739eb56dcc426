import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// What whoever manages clients, and whoever was handed a token, can't reach.
@Suite struct ClientReachTests {
    private let app = ClientID(rawValue: "app")

    @Test func z05_theSecretOfAStrongerServiceAccountIsOutOfReach() async throws {
        let bench = try await GrantBench(), house = bench.house
        try await house.user("root", roles: [.superAdmin])
        let account = try await house.clients.serviceAccount(of: app, as: TestHouse.operator)
        var edit = EditUser()
        edit.roles = ["super-admin"]
        let wish = edit
        _ = try await house.users.edit(.id(account.id), wish, as: TestHouse.operator)
        var desk = CreateRole(name: "desk")
        desk.reach = .server
        desk.permissions = ["clients:manage", "clients:reveal", "clients:read"]
        let command = desk
        _ = try await house.roles.create(command, as: TestHouse.operator)
        try await house.user("clerk", roles: [.member, Role("desk", of: nil)])
        let clerk = try await house.signedIn("clerk")
        await house.expectRefusal(.forbidden(.targetIsStronger)) { _ = try await $0.clients.secret(of: app, as: clerk) }
        await house.expectRefusal(.forbidden(.targetIsStronger)) {
            _ = try await $0.clients.renewSecret(of: app, as: clerk)
        }
        var mine = EditClient()
        mine.about = "mine"
        let change = mine
        await house.expectRefusal(.forbidden(.targetIsStronger)) {
            _ = try await $0.clients.edit(app, change, as: clerk)
        }
        // A client that is nobody strong is the clerk's to manage.
        _ = try await house.clients.renewSecret(of: ClientID(rawValue: "other"), as: clerk)
    }

    @Test func z07_aServiceAccountIsNotTheLastAdministrator() async throws {
        let bench = try await GrantBench(), house = bench.house
        let root = try await house.user("root", roles: [.superAdmin])
        let account = try await house.clients.serviceAccount(of: app, as: TestHouse.operator)
        var edit = EditUser()
        edit.roles = ["super-admin"]
        let wish = edit
        _ = try await house.users.edit(.id(account.id), wish, as: TestHouse.operator)
        await house.expectRefusal(.conflict(.lastAdministrator)) {
            try await $0.users.delete(.id(root.id), as: TestHouse.operator)
        }
    }

    @Test func t18_aTokenOfAProgramMakesNoKeyThatOutlivesIt() async throws {
        let bench = try await GrantBench(), house = bench.house
        try await house.user("ada")
        let tokens = try await bench.tokens("ada")
        let caller = try await house.sessions.caller(presenting: tokens.access, from: TestHouse.origin())
        await #expect(throws: ServiceError.self) {
            try await house.accessKeys.create(CreateAccessKey(name: "for ever"), as: caller)
        }
        _ = try await house.accessKeys.create(CreateAccessKey(name: "mine"), as: house.signedIn("ada"))
    }

    @Test func t17_aPublicClientExchangesNothing() async throws {
        let bench = try await GrantBench(), house = bench.house
        try await house.user("ada")
        let found = try await bench.tokens("ada")
        _ = try await house.clients.create(
            CreateClient(
                id: "open", settings: ClientSettings(isPublic: true, grants: [.tokenExchange, .refreshToken])),
            as: TestHouse.operator)
        let outcome = try await house.services.tokens.exchange(
            TokenExchange(
                subjectToken: found.access, requested: nil, audience: nil, scopes: [], wantsRefreshToken: true),
            for: bench.proof("open"), as: bench.shape)
        #expect(outcome.refusal == .publicClient)
    }
}
