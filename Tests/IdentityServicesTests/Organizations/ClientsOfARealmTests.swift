import IdentityCore
import IdentityServices
import StorageMemory
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
        let records = try await house.records(9).map { "\($0.action.rawValue) \($0.object?.name ?? "-")" }
        #expect(records.contains("client.deleted app"), "\(records)")
        #expect(records.contains("user.deleted service-account-app"), "\(records)")
        #expect(records.contains { $0.hasPrefix("role.deleted") }, "\(records)")
        await house.expectRefusal(.notFound(.user)) {
            _ = try await $0.users.read(.id(robot.id), as: TestHouse.operator)
        }
        // One that takes the name of the realm finds nothing of it.
        _ = try await house.place(Self.acme.rawValue)
        #expect(try await house.clients.list(of: Self.acme, limit: 9, as: TestHouse.operator).count == 2)
        #expect(try await bench.refresh(tokens.refresh).refusal == .unknownClient)
    }

    @Test func aClientThatIsThereFromTheStartIsBoundToNoRealm() async throws {
        let bench = try await GrantBench(), acme = try await bench.house.place(Self.acme.rawValue)
        try await bench.house.clients.establishBuiltIn(as: TestHouse.operator)
        for id in Client.builtIn {
            var edit = EditClient()
            edit.settings = { $0.realm = acme }
            let change = edit
            await #expect(throws: ServiceError.self) {
                _ = try await bench.house.clients.edit(id, change, as: TestHouse.operator)
            }
            #expect(try await bench.house.clients.read(id, as: TestHouse.operator).settings.realm == nil)
        }
    }

    @Test func aClientThatIsThereFromTheStartOutlivesTheRealmThatItWasBoundTo() async throws {
        let bench = try await GrantBench(), house = bench.house, acme = try await house.place(Self.acme.rawValue)
        try await house.user("root", roles: [.superAdmin])
        try await house.clients.establishBuiltIn(as: TestHouse.operator)
        // As it could be bound once.
        try await house.storage.write { store in
            guard var client = try store.clients.find(.apiClient) else { return }
            client.settings.realm = acme
            try store.clientWrites.replace(client)
        }
        let secret = try await house.clients.secret(of: .apiClient, as: TestHouse.operator)
        try await house.organizations.deleteWithContents(acme, as: TestHouse.operator)
        let left = try await house.clients.read(.apiClient, as: TestHouse.operator)
        #expect(left.settings.realm == nil && !left.isEnabled)
        let kept = try await house.clients.secret(of: .apiClient, as: TestHouse.operator)
        #expect(kept?.reveal { $0 } == secret?.reveal { $0 })
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
