import JSONText
import TestSupport
import Testing

/// The clients that Wallaroo's customers use, unmodified, against a real server.
@Suite struct WallarooClientTests {
    @Test func everyExampleOfTheCustomersPagesWorksWithRequestsAndCurl() async throws {
        try await WallarooHouse.with { try await $0.run("pages.py") }
    }

    @Test func everyEndpointRefusesWhatItMustInAShapeThatClientsRead() async throws {
        try await WallarooHouse.with { try await $0.run("tables.py") }
    }

    @Test func graphqlCoreBuildsTheSchemaAndTheDocumentsOfTheSDKFitIt() async throws {
        try await WallarooHouse.with { try await $0.run("graphql_client.py") }
    }

    @Test func theObjectsOfTheSDKWorkWithUsersAndWorkspaces() async throws {
        let settings = Settings(["licence": ["seats": 5]])
        try await WallarooHouse.with(settings) { try await $0.run("sdk.py", "user_password") }
    }
}

/// A server with the people of the customer's pages in it.
struct WallarooHouse: Sendable {
    let house: Gatehouse

    static func with(_ settings: Settings = Settings(), _ body: (WallarooHouse) async throws -> Void) async throws {
        try await withGatehouse(settings) { house, admin in
            var people: JSONObject = ["admin": told(admin, email: "")]
            for (name, login, role) in [
                ("john", "john.hummel@wallaroo.ai", "admin"), ("hansarick", "john.hansarick@wallaroo.ai", "member"),
            ] {
                let made = try await house.post(
                    "users", admin,
                    [
                        "login": .string(login), "email": .string(login), "givenName": "John",
                        "familyName": "Hansarick", "roles": [.string(role)], "passwordHash": .string(Sample.bcrypt),
                    ])
                try #require(made.status == 201, "\(made.text)")
                people[name] = told(try await house.signedIn(login, Sample.password), email: login)
            }
            let all: JSONValue = [
                "address": .string("http://127.0.0.1:\(house.port)"), "people": .object(people),
            ]
            try house.folder.write(String(decoding: all.encoded(), as: UTF8.self), to: "people.json")
            try await body(WallarooHouse(house: house))
        }
    }

    private static func told(_ person: Person, email: String) -> JSONValue {
        [
            "id": .string(person.id), "login": .string(person.login), "email": .string(email),
            "password": .string(person.password), "token": .string(person.token),
        ]
    }

    /// Runs a script of Tests/Clients/wallaroo, which says in its output what was wrong.
    func run(_ script: String, _ arguments: String...) async throws {
        let (clients, said) = try await child(["\(Program.tree)/Scripts/clients", "wallaroo"])
        try #require(clients == .exit(0), "\(said)")
        let (ending, text) = try await child(
            [
                "\(Program.tree)/.build-venv-wallaroo/bin/python", "\(Program.tree)/Tests/Clients/wallaroo/\(script)",
                house.folder.path,
            ] + arguments)
        #expect(ending == .exit(0), "\(text)")
    }

    /// The SDK alone takes longer to start than most programs run.
    private func child(_ command: [String]) async throws -> (ChildProcess.Ending, String) {
        let output = "\(house.folder.path)/\(UInt32.random(in: 0...UInt32.max)).txt"
        let child = try ChildProcess(command, output: output, errors: output)
        let ending = try await child.waitForEnd(within: .seconds(600))
        return (ending, String(decoding: TemporaryFolder.bytes(of: output), as: UTF8.self))
    }
}
