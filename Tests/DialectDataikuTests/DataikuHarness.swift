import DialectDataiku
import DialectKit
import Foundation
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport

/// The API without a socket: through the router, over the memory storage, with one source besides the local one.
struct DataikuHarness: Sendable {
    static let admin = "root"
    let house: TestHouse
    let directory = ScriptedDirectory()
    private let router: Router

    init() async throws {
        house = try await TestHouse(sources: [directory.opened()])
        let policy = ProvisioningPolicy()
        let sources = DataikuSources([
            .init(id: .local, kind: SourceKind(rawValue: "local"), settings: [:], policy: policy),
            .init(
                id: SourceID(rawValue: "corp"), kind: SourceKind(rawValue: "ldap"),
                settings: ["url": "ldap://127.0.0.1", "bind": ["dn": "cn=reader"]], policy: policy),
        ])
        let services = house.services
        let table = EndpointTable(
            DataikuDialect(services, sources: sources), at: "/dip/publicapi", resolve: services.resolver)
        router = try Router(table.routes) { _, _ in HTTPResponse(status: 404) }
        try await house.user(Self.admin, roles: [.superAdmin])
    }

    struct Answer: Sendable {
        let status: Int
        let json: JSONValue
        let text: String

        subscript(key: String) -> JSONValue? { json.objectValue?[key] }
        var errorType: String? { self["errorType"]?.stringValue }
    }

    /// As the administrator, unless a token of somebody else's is given.
    func ask(
        _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil, token: String? = nil, as login: String? = nil,
        fields more: [(String, String)] = []
    ) async throws -> Answer {
        var fields = more
        if !more.contains(where: { $0.0 == "Authorization" }) {
            let shown: String
            if let token { shown = token } else { shown = try await self.token(Self.admin) }
            fields.append(("Authorization", "Bearer \(shown)"))
        }
        if let login { fields.append(("X-DKU-ProxyUser", login)) }
        let request = HTTPRequest(
            method, "/dip/publicapi\(path)", fields: HTTPFields(fields), body: body?.encoded() ?? [])
        let response = await router.respond(to: request)
        let json = (try? JSONParser.parse(response.body, options: .strict)) ?? .null
        return Answer(status: response.status, json: json, text: String(decoding: response.body, as: UTF8.self))
    }

    func token(_ login: String) async throws -> String {
        let issued = try await house.signIn.signIn(
            login: login, password: Secret(TestHouse.password), from: TestHouse.origin())
        return issued.token.reveal { $0 }
    }

    /// The settings of a user.
    func settings(_ login: String) async throws -> JSONObject {
        try await ask(.get, "/admin/users/\(login)").json.objectValue ?? [:]
    }
}
