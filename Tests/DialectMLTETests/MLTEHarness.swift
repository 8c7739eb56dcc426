import DialectKit
import DialectMLTE
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

/// The dialect without a socket: through the router, over the memory storage.
struct MLTEHarness: Sendable {
    struct Reply: Sendable {
        let status: Int
        let body: JSONValue
        let text: String
        let fields: [String: String]

        var detail: String? { body.objectValue?["detail"]?.stringValue }
        var names: [String]? { body.arrayValue?.compactMap(\.stringValue) }
        subscript(key: String) -> JSONValue? { body.objectValue?[key] }
        /// Of the validation items, the type and the place of each.
        var items: [String] {
            body.objectValue?["detail"]?.arrayValue?.map { item in
                let place = item.objectValue?["loc"]?.arrayValue?.map { $0.stringValue ?? "\($0.integerValue ?? -1)" }
                return "\(item.objectValue?["type"]?.stringValue ?? "") \(place?.joined(separator: ".") ?? "")"
            } ?? []
        }
        var groups: [String] {
            body.objectValue?["groups"]?.arrayValue?.compactMap { $0.objectValue?["name"]?.stringValue } ?? []
        }
    }

    let house: TestHouse
    let router: Router

    init(limits: SignInLimits = SignInLimits()) async throws {
        house = try await TestHouse(limits: limits)
        let table = EndpointTable(MLTEDialect(house.services), at: "/mlte/api", resolve: house.services.resolver)
        router = try Router(table.routes) { request, refusal in
            let problem: TransportProblem =
                switch refusal {
                case .notFound: .routeNotFound
                case .methodNotAllowed(let allow): .methodNotAllowed(allow: allow)
                case .malformedPath: .malformedPath
                }
            return MLTEDialect.errors.transport(problem, request)
        }
        try await house.user("root", roles: [.superAdmin])
    }

    func ask(
        _ method: HTTPMethod, _ path: String, _ body: String? = nil, token: String? = nil,
        type: String? = "application/json", fields: [(String, String)] = []
    ) async -> Reply {
        var all = fields
        if let token { all.append(("Authorization", "Bearer \(token)")) }
        if body != nil, let type { all.append(("Content-Type", type)) }
        let request = HTTPRequest(
            method, "/mlte/api\(path)", fields: HTTPFields(all), body: body.map { Array($0.utf8) } ?? [])
        let response = await router.respond(to: request)
        return Reply(
            status: response.status, body: (try? JSONParser.parse(response.body, options: .strict)) ?? .null,
            text: String(decoding: response.body, as: UTF8.self),
            fields: Dictionary(response.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
    }

    func form(_ body: String) async -> Reply {
        await ask(.post, "/token", body, type: "application/x-www-form-urlencoded")
    }

    func token(_ username: String, _ password: String = TestHouse.password) async -> String {
        await form("grant_type=password&username=\(username)&password=\(password)")["access_token"]?.stringValue ?? ""
    }

    /// Makes a user through the dialect and signs it in.
    func person(_ username: String, _ more: String = "", madeBy token: String) async -> String {
        let made = await ask(
            .post, "/user", #"{"username":"\#(username)","password":"\#(TestHouse.password)"\#(more)}"#, token: token)
        #expect(made.status == 200, "\(made.text)")
        return await self.token(username)
    }

    /// Adds a user to groups, as the operator.
    func join(_ username: String, _ groups: String...) async throws {
        for group in groups {
            _ = try await house.groups.addMember(
                .login(username), to: GroupSelector(path: group[...]), as: TestHouse.operator)
        }
    }
}
