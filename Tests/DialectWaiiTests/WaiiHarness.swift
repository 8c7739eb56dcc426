import DialectKit
import DialectWaii
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

/// Waii's calls without a socket: through the router, over the memory storage, with a super admin `root`.
struct WaiiHarness: Sendable {
    struct Reply {
        let status: Int
        let body: JSONValue

        var detail: String? { body.objectValue?["detail"]?.stringValue }
        subscript(key: String) -> JSONValue? { body.objectValue?[key] }
        /// The members of that name of every object in a list.
        func all(_ key: String, in list: String) -> [JSONValue] {
            self[list]?.arrayValue?.map { $0.objectValue?[key] ?? .null } ?? []
        }
    }

    let house: TestHouse
    let router: Router
    let root: String

    init() async throws {
        house = try await TestHouse()
        let table = EndpointTable(WaiiDialect(house.services), at: "/waii", resolve: house.services.resolver)
        router = try Router(table.routes) { _, _ in HTTPResponse(status: 404) }
        try await house.user("root", roles: [.superAdmin])
        root = try await Self.key(of: "root", in: house)
    }

    /// A key that the user made.
    static func key(of login: String, in house: TestHouse) async throws -> String {
        let caller = try await house.signedIn(login)
        return try await house.accessKeys.create(CreateAccessKey(name: "first"), as: caller).token.reveal { $0 }
    }

    func call(
        _ name: String, _ body: JSONValue? = [:], key: String?, impersonating user: String? = nil
    ) async -> Reply {
        await call(name, text: body.map { String(decoding: $0.encoded(), as: UTF8.self) }, key: key, as: user)
    }

    func call(_ name: String, text: String?, key: String?, as user: String? = nil) async -> Reply {
        var fields: [(String, String)] = []
        if let key { fields.append(("Authorization", "Bearer \(key)")) }
        if let user { fields.append(("x-waii-impersonate-user", user)) }
        let request = HTTPRequest(
            .post, "/waii/\(name)", fields: HTTPFields(fields), body: text.map { Array($0.utf8) } ?? [])
        let response = await router.respond(to: request)
        return Reply(status: response.status, body: (try? JSONParser.parse(response.body, options: .strict)) ?? .null)
    }

    /// Calls that are expected to succeed.
    @discardableResult
    func done(
        _ name: String, _ body: JSONValue = [:], key: String? = nil, impersonating user: String? = nil,
        at location: SourceLocation = #_sourceLocation
    ) async -> Reply {
        let reply = await call(name, body, key: key ?? root, impersonating: user)
        #expect(reply.status == 200, "\(name): \(reply.body)", sourceLocation: location)
        return reply
    }

    func refused(
        _ status: Int, _ name: String, _ body: JSONValue = [:], key: String? = nil, impersonating user: String? = nil,
        at location: SourceLocation = #_sourceLocation
    ) async {
        let reply = await call(name, body, key: key ?? root, impersonating: user)
        #expect(reply.status == status, "\(name): \(reply.body)", sourceLocation: location)
        #expect(reply.detail?.isEmpty == false, sourceLocation: location)
    }

    /// An organization with a tenant, an administrator `boss` and a user `ada`.
    /// - Returns: the administrator's key, as the super admin was handed it.
    func organization(_ id: String = "acme") async throws -> String {
        await done("create-org", ["organization": ["id": .string(id), "name": "Acme"]])
        await done("create-tenant", ["tenant": ["id": "lab", "name": "Lab", "org_id": .string(id)]])
        await done(
            "create-user", ["user": ["id": "boss", "org_id": .string(id), "roles": ["waii-org-admin-user"]]])
        await done(
            "create-user",
            [
                "user": [
                    "id": "ada", "name": "Ada", "tenant_id": "lab", "org_id": .string(id), "roles": ["waii-user"],
                    "variables": .null,
                ]
            ])
        return try await handedKey(of: "boss")
    }

    /// A key that the super admin made for the user.
    func handedKey(of user: String, by key: String? = nil) async throws -> String {
        let reply = await done("create-key", ["name": "handed"], key: key, impersonating: user)
        return try #require(reply.all("access_key", in: "access_keys").first?.stringValue)
    }
}
