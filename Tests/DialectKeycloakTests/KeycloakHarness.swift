import DialectKeycloak
import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport

/// Keycloak's Admin API without a socket: through the router, over the memory storage.
struct KeycloakHarness: Sendable {
    let house: TestHouse
    let router: Router
    let descriptions: [EndpointDescription]
    /// Of a super-admin.
    let token: String

    init(sources: [IdentitySource] = [], mail: (any MailSending)? = nil) async throws {
        house = try await TestHouse(sources: sources, mail: mail)
        let services = house.services
        let table = EndpointTable(KeycloakDialect(services), at: "", resolve: services.resolver)
        descriptions = table.descriptions
        router = try Router(table.routes) { _, refusal in HTTPResponse(status: 404) }
        try await house.user("root", roles: [.superAdmin])
        token = try await Self.token("root", in: house)
    }

    static func token(_ login: String, in house: TestHouse) async throws -> String {
        let issued = try await house.signIn.signIn(
            login: login, password: Secret(TestHouse.password), from: TestHouse.origin())
        return issued.token.reveal { $0 }
    }

    /// A signed-in user with the roles, and the token.
    func person(_ login: String, roles: Set<Role>) async throws -> String {
        try await house.user(login, roles: roles)
        return try await Self.token(login, in: house)
    }

    struct Answered: Sendable {
        let status: Int
        let text: String
        let body: JSONValue
        let location: String?

        subscript(key: String) -> JSONValue? { body.objectValue?[key] }
        var list: [JSONObject] { body.arrayValue?.compactMap(\.objectValue) ?? [] }
        /// The last part of the Location field.
        var made: String { location?.split(separator: "/").last.map(String.init) ?? "" }
        func names(_ key: String = "name") -> [String] { list.compactMap { $0[key]?.stringValue } }
    }

    /// - Parameters:
    ///   - path: below the realm.
    ///   - token: the super-admin's unless told; empty for none.
    func ask(
        _ method: HTTPMethod, _ path: String, _ body: String? = nil, realm: String? = "master", token: String? = nil
    ) async -> Answered {
        var fields = [("Content-Type", "application/json"), ("Host", "sso.example.com")]
        let token = token ?? self.token
        if !token.isEmpty { fields.append(("Authorization", "Bearer \(token)")) }
        let place = realm.map { "/admin/realms/\($0)" } ?? "/admin"
        let request = HTTPRequest(
            method, "\(place)\(path)", fields: HTTPFields(fields), body: body.map { Array($0.utf8) } ?? [])
        let response = await router.respond(to: request)
        return Answered(
            status: response.status, text: String(decoding: response.body, as: UTF8.self),
            body: (try? JSONParser.parse(response.body, options: .strict)) ?? .null,
            location: response.fields.first { $0.name == "Location" }?.value)
    }

    /// A new user; its id.
    func user(_ name: String, _ more: String = "", realm: String = "master") async -> String {
        await ask(.post, "/users", #"{"username":"\#(name)","enabled":true\#(more)}"#, realm: realm).made
    }
}
