import DialectKit
import DialectWallaroo
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport

/// The API without a socket: through the router, over the memory storage. `john` is a super-admin, `jane` a member.
struct WallarooHarness: Sendable {
    let house: TestHouse
    let router: Router
    let john: Person
    let jane: Person

    struct Person: Sendable {
        let id: String
        let token: String
    }

    struct Answer: Sendable {
        let status: Int
        let body: JSONValue

        subscript(_ key: String) -> JSONValue? { body.objectValue?[key] }
    }

    init(seats: Int? = nil, mail: (any MailSending)? = nil) async throws {
        house = try await TestHouse(seats: seats, mail: mail)
        let services = house.services
        router = try Router(EndpointTable(WallarooDialect(services), at: "/v1", resolve: services.resolver).routes) {
            _, _ in HTTPResponse(status: 404)
        }
        john = try await Self.person("john", [.superAdmin], in: house)
        jane = try await Self.person("jane", [.member], in: house)
    }

    static func person(_ login: String, _ roles: Set<Role>, in house: TestHouse) async throws -> Person {
        let user = try await house.user(login, roles: roles, email: "\(login)@example.org")
        let issued = try await house.signIn.signIn(
            login: login, password: Secret(TestHouse.password), from: TestHouse.origin())
        return Person(id: user.id.description, token: issued.token.reveal { $0 })
    }

    func post(_ path: String, _ body: JSONValue?, as person: Person?) async -> Answer {
        await post(path, text: body?.encoded() ?? [], as: person)
    }

    func post(_ path: String, text: [UInt8], as person: Person?) async -> Answer {
        let fields = person.map { [("Authorization", "Bearer \($0.token)")] } ?? []
        let request = HTTPRequest(.post, "/v1/\(path)", fields: HTTPFields(fields), body: text)
        let response = await router.respond(to: request)
        let value = (try? JSONParser.parse(response.body, options: .strict)) ?? .string("no JSON")
        return Answer(status: response.status, body: value)
    }

    func ask(_ document: String, _ variables: JSONObject = [:], as person: Person) async -> Answer {
        await post("graphql", ["query": .string(document), "variables": .object(variables)], as: person)
    }

    /// Whether the password opens the account.
    func opens(_ login: String, _ password: String) async -> Bool {
        (try? await house.signedIn(login, password: password)) != nil
    }
}

extension WallarooHarness.Answer {
    /// Whether it is a refusal in the shape that clients read.
    func isRefusal(_ expected: Int = 400) -> Bool {
        status == expected && self["code"]?.integerValue == Int64(expected) && self["msg"]?.stringValue != nil
    }
}
