import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// Variables that come along with whatever is made or edited.
@Suite struct VariablesTests {
    private let anyone = TestHouse.operator
    private let acme = OrganizationID(rawValue: "acme"), lab = TenantID(rawValue: "lab")

    private func text(_ holder: DocumentHolder, in house: TestHouse) async throws -> String? {
        try await house.documents.find(.variables, of: holder, as: anyone)?.text
    }

    @Test func variablesAreKeptWithTheirEntityAndReplacedAsAWhole() async throws {
        let house = try await TestHouse()
        _ = try await house.organizations.create(CreateOrganization(id: "acme", variables: "{\"a\":1}"), as: anyone)
        _ = try await house.tenants.create(
            CreateTenant(id: "lab", organization: acme, variables: "{\"b\":1}"), as: anyone)
        var ada = CreateUser(login: "ada", tenant: lab)
        ada.documents[.variables] = "{\"c\":1}"
        let made = try await house.users.create(ada, as: anyone)
        let holders: [DocumentHolder] = [.organization(acme), .tenant(lab), .user(.login("ada"))]
        for (holder, wanted) in zip(holders, ["a", "b", "c"]) {
            #expect(try await text(holder, in: house) == "{\"\(wanted)\":1}")
        }
        _ = try await house.organizations.edit(acme, variables: "{}", as: anyone)
        let renamed = try await house.tenants.edit(lab, name: "Lab 2", as: anyone)
        #expect(renamed.name == "Lab 2" && renamed.version == 2)
        var edit = EditUser()
        edit.documents[.variables] = "{\"d\":2}"
        #expect(try await house.users.edit(.id(made.id), edit, as: anyone).version == 2)
        #expect(try await house.records(1).first?.detail == "variables")
        // The same once more changes nothing.
        #expect(try await house.users.edit(.id(made.id), edit, as: anyone).version == 2)
        for (holder, wanted) in zip(holders, ["{}", "{\"b\":1}", "{\"d\":2}"]) {
            #expect(try await text(holder, in: house) == wanted)
        }
        await #expect(throws: ServiceError.unsupported("A tenant stays in its organization.")) {
            try await house.tenants.edit(lab, name: "Lab 3", in: .standard, as: anyone)
        }
    }

    @Test func variablesThatAreTooLongLeaveNothingBehind() async throws {
        let house = try await TestHouse()
        let long = String(repeating: "x", count: Document.maximumBytes + 1)
        var ada = CreateUser(login: "ada")
        ada.documents[.variables] = long
        let command = ada
        await #expect(throws: ServiceError.self) { try await house.users.create(command, as: anyone) }
        await #expect(throws: ServiceError.self) {
            try await house.organizations.create(CreateOrganization(id: "acme", variables: long), as: anyone)
        }
        await #expect(throws: ServiceError.notFound(.user)) {
            try await house.users.read(.login("ada"), as: anyone)
        }
        await #expect(throws: ServiceError.notFound(.organization)) {
            try await house.organizations.read(acme, as: anyone)
        }
    }

    @Test func theDocumentsOfManyAreThoseThatTheCallerMaySee() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada"), eve = try await house.user("eve")
        for user in [ada, eve] {
            try await house.documents.put(.configuration, "{}", of: .user(.id(user.id)), as: anyone)
        }
        let all = try await house.documents.find(.configuration, ofEach: .users([ada, eve]), as: anyone)
        #expect(all.count == 2)
        let own = try await house.documents.find(
            .configuration, ofEach: .users([ada, eve]), as: try await house.signedIn("ada"))
        #expect(Array(own.keys) == [.user(ada.id)])
    }
}
