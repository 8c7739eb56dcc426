import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct ClientsOfARealmTests {
    private static let acme = OrganizationID(rawValue: "acme")

    /// A client of `acme`, with a role and a service account, somebody who is signed in through it, and a client of every
    /// realm.
    private func bench() async throws -> (GrantBench, tokens: GrantedTokens, robot: User) {
        let bench = try await GrantBench(), house = bench.house
        // Somebody has to be left who administers the server.
        try await house.user("root", roles: [.superAdmin])
        _ = try await house.place(Self.acme.rawValue)
        try await bench.allow { $0.realm = Self.acme }
        try await house.user("ada", of: Self.acme)
        let robot = try await house.clients.serviceAccount(of: ClientID(rawValue: "app"), as: TestHouse.operator)
        _ = try await house.roles.create(
            CreateRole(name: "viewer", client: ClientID(rawValue: "app")), as: TestHouse.operator)
        let outcome = try await house.services.tokens.grant(
            login: "ada", password: Secret(TestHouse.password), scopes: [], to: bench.proof(realm: Self.acme),
            as: bench.shape)
        return (bench, try #require(outcome.tokens), robot)
    }

    @Test func theClientsOfARealmGoWithIt() async throws {
        let (bench, tokens, robot) = try await bench(), house = bench.house
        #expect(try await bench.isGood(tokens.access))
        try await house.organizations.deleteWithContents(Self.acme, as: TestHouse.operator)
        #expect(
            try await house.clients.list(limit: 9, as: TestHouse.operator).map(\.id.rawValue) == ["narrow", "other"])
        #expect(try await !bench.isGood(tokens.access))
        await house.expectRefusal(.notFound(.user)) {
            _ = try await $0.users.read(.id(robot.id), as: TestHouse.operator)
        }
        // One that takes the name of the realm finds nothing of it.
        _ = try await house.place(Self.acme.rawValue)
        #expect(try await house.clients.list(of: Self.acme, limit: 9, as: TestHouse.operator).count == 2)
        #expect(try await bench.refresh(tokens.refresh).refusal == .unknownClient)
    }

    @Test func anOrganizationWithClientsOfItsOwnIsNotEmpty() async throws {
        let bench = try await GrantBench()
        let acme = try await bench.house.place(Self.acme.rawValue)
        // One that signs in as itself would have a user there, too.
        try await bench.allow {
            $0.realm = acme
            $0.grants.remove(.clientCredentials)
        }
        await bench.house.expectRefusal(.conflict(.notEmpty(.client))) {
            try await $0.organizations.delete(acme, as: TestHouse.operator)
        }
    }
}
