import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// Tokens that rest on no session: on the client, what it may, and its service account.
@Suite struct ProgramTokenTests {
    private static let app = ClientID(rawValue: "app")

    private func program(
        _ body: (GrantBench, _ robot: User, _ token: Secret) async throws -> Void
    ) async throws {
        let bench = try await GrantBench()
        let granted = try await bench.house.services.tokens.grant(scopes: [], toItself: bench.proof(), as: bench.shape)
        let token = try #require(granted.tokens).access
        let account = try #require(try await bench.house.opened(by: token))
        #expect(account.session == nil && account.user.login.display == "service-account-app")
        try await body(bench, account.user, token)
    }

    @Test func aTokenWithoutSessionSignsNobodyOut() async throws {
        try await program { bench, _, token async throws in
            let caller = try await bench.house.caller(with: token)
            await #expect(throws: ServiceError.self) { try await bench.house.sessions.signOut(as: caller) }
        }
    }

    @Test func t13_aTokenOfAProgramEndsWithItsClient() async throws {
        try await program { bench, _, token async throws in
            var edit = EditClient()
            edit.isEnabled = false
            _ = try await bench.house.clients.edit(Self.app, edit, as: TestHouse.operator)
            #expect(try await !bench.isGood(token))
            edit.isEnabled = true
            _ = try await bench.house.clients.edit(Self.app, edit, as: TestHouse.operator)
            #expect(try await bench.isGood(token))
            try await bench.house.clients.delete(Self.app, as: TestHouse.operator)
            #expect(try await !bench.isGood(token))
        }
    }

    @Test func t13_aTokenOfAProgramEndsWithTheWayByWhichItCame() async throws {
        try await program { bench, _, token async throws in
            try await bench.allow { $0.grants.remove(.clientCredentials) }
            #expect(try await !bench.isGood(token))
        }
    }

    @Test func t13_aTokenOfAProgramEndsWithItsServiceAccount() async throws {
        try await program { bench, robot, token async throws in
            try await bench.house.disable(robot)
            #expect(try await !bench.isGood(token))
            try await bench.house.disable(robot, false)
            #expect(try await bench.isGood(token))
            try await bench.house.users.delete(.id(robot.id), as: TestHouse.operator)
            #expect(try await !bench.isGood(token))
            // A new account of the client is not what the token was made for.
            _ = try await bench.house.clients.serviceAccount(of: Self.app, as: TestHouse.operator)
            #expect(try await !bench.isGood(token))
        }
    }

    @Test func t13_aTokenOfAProgramLosesItsRolesAtOnce() async throws {
        try await program { bench, robot, token async throws in
            try await bench.house.setRoles(of: robot, to: [.auditor])
            #expect(try await bench.house.caller(with: token).grants.allow(.readAudit, in: .standard))
            try await bench.house.setRoles(of: robot, to: [.member])
            #expect(try await !bench.house.caller(with: token).grants.allow(.readAudit, in: .standard))
        }
    }

    @Test func t13_aTokenEndsWhenItsClientServesAnotherRealm() async throws {
        try await program { bench, _, token async throws in
            let acme = try await bench.house.place("acme")
            try await bench.house.user("ada")
            let adas = try await bench.tokens("ada").access
            try await bench.allow { $0.realm = acme }
            #expect(try await !bench.isGood(token))
            #expect(try await !bench.isGood(adas))
        }
    }

    @Test func aProgramThatMovesToAnotherRealmIsItselfThere() async throws {
        try await program { bench, robot, token async throws in
            let acme = try await bench.house.place("acme"), tokens = bench.house.services.tokens
            try await bench.house.setRoles(of: robot, to: [.auditor])
            try await bench.allow { $0.realm = acme }
            #expect(try await !bench.isGood(token))
            let moved = try await tokens.grant(scopes: [], toItself: bench.proof(realm: acme), as: bench.shape)
            let new = try #require(moved.tokens).access
            let account = try #require(try await bench.house.opened(by: new))
            #expect(account.user.organization == acme && account.user.id != robot.id)
            // Nothing that was given to the old one comes along.
            #expect(account.user.roles == [.member])
            await bench.house.expectRefusal(.notFound(.user)) {
                _ = try await $0.users.read(.id(robot.id), as: TestHouse.operator)
            }
            let gone = try await bench.house.records(9).first { $0.action == .userDeleted }
            #expect(gone?.organization == .standard && gone?.object?.id == robot.id.description)
        }
    }

    @Test func aServiceAccountThatWasLeftInAnotherRealmIsMadeAnewAtNextNeed() async throws {
        try await program { bench, robot, _ async throws in
            let acme = try await bench.house.place("acme"), tokens = bench.house.services.tokens
            // As it was before clients took their service account along.
            try await bench.house.storage.write { store in
                guard var client = try store.clients.find(Self.app) else { return }
                client.settings.realm = acme
                try store.clientWrites.replace(client)
            }
            let moved = try await tokens.grant(scopes: [], toItself: bench.proof(realm: acme), as: bench.shape)
            let new = try #require(moved.tokens).access
            let account = try #require(try await bench.house.opened(by: new))
            #expect(account.user.organization == acme && account.user.id != robot.id)
        }
    }

    @Test func t13_aTokenOfADeletedClientIsNoneOfTheNextOneOfTheName() async throws {
        let bench = try await GrantBench(), house = bench.house
        try await house.user("ada")
        let token = try await bench.tokens("ada").access
        try await house.clients.delete(Self.app, as: TestHouse.operator)
        house.clock.advance(by: 1)
        _ = try await house.clients.create(CreateClient(id: "app"), as: TestHouse.operator)
        #expect(try await !bench.isGood(token))
    }

    @Test func t17_aTokenForSomebodyElseEndsWithTheRightToExchange() async throws {
        let bench = try await GrantBench(), house = bench.house
        let ada = try await house.user("ada")
        try await house.user("root", roles: [.superAdmin])
        let own = try await bench.tokens("root").access
        let outcome = try await house.services.tokens.exchange(
            TokenExchange(
                subjectToken: own, requested: .id(ada.id), audience: nil, scopes: [], wantsRefreshToken: true),
            for: bench.proof(), as: bench.shape)
        let granted = try #require(outcome.tokens), token = granted.access
        #expect(try await house.opened(by: token)?.user.id == ada.id)
        try await bench.allow { $0.grants.remove(.tokenExchange) }
        #expect(try await house.opened(by: token) == nil)
        #expect(try await bench.refresh(granted.refresh).refusal == .sessionEnded)
        let refresh = try #require(granted.refresh)
        let known = try await house.services.tokens.introspect(refresh, for: bench.proof())
        #expect(try known.get() == nil)
        #expect(try await bench.isGood(own))
    }
}
