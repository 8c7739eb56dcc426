import DialectKit
import DialectNative
import Foundation
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

/// The native API without a socket: through the router, over the memory storage.
struct NativeHarness: Sendable {
    let house: TestHouse
    let router: Router
    let descriptions: [EndpointDescription]

    init() async throws {
        house = try await TestHouse()
        let services = house.services
        let table = EndpointTable(
            NativeDialect(services, tagging: XORTags()), at: "/api/v1", resolve: services.resolver)
        descriptions = table.descriptions
        let document = NativeAPIDocument.route(for: table.descriptions, at: "/api/v1", version: "1")
        router = try Router(table.routes + [document]) { _, _ in HTTPResponse(status: 404) }
    }

    func ask(
        _ method: HTTPMethod, _ path: String, _ body: String? = nil, token: String? = nil,
        fields: [(String, String)] = []
    ) async -> (status: Int, body: JSONValue, fields: [String: String]) {
        var all = fields
        if let token { all.append(("Authorization", "Bearer \(token)")) }
        if body != nil, !fields.contains(where: { $0.0 == "Content-Type" }) {
            all.append(("Content-Type", "application/json"))
        }
        let request = HTTPRequest(
            method, "/api/v1\(path)", fields: HTTPFields(all), body: body.map { Array($0.utf8) } ?? [])
        let response = await router.respond(to: request)
        let value = (try? JSONParser.parse(response.body, options: .strict)) ?? .null
        return (
            response.status, value, Dictionary(response.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        )
    }

    func token(_ login: String) async -> String {
        let body = #"{"login":"\#(login)","password":"\#(TestHouse.password)"}"#
        return await ask(.post, "/sessions", body).body.objectValue?["token"]?.stringValue ?? ""
    }
}

/// Tags that tests can make: enough to see that a cursor without one is refused.
private struct XORTags: MessageTagging {
    func tag(for bytes: [UInt8], purpose: String) -> [UInt8] {
        var tag = [UInt8](repeating: 7, count: 16)
        for (index, byte) in (Array(purpose.utf8) + bytes).enumerated() {
            tag[index % 16] ^= byte &+ UInt8(index % 251)
        }
        return tag
    }

    func verify(_ tag: [UInt8], for bytes: [UInt8], purpose: String) -> Bool {
        tag == self.tag(for: bytes, purpose: purpose)
    }
}

@Suite struct NativeDialectTests {
    @Test func aUserIsMadeReadEditedAndDeleted() async throws {
        let api = try await NativeHarness()
        try await api.house.user("root", roles: [.superAdmin])
        let token = await api.token("root")
        let made = await api.ask(.post, "/users", #"{"login":"ada","email":"ada@example.org"}"#, token: token)
        #expect(made.status == 201)
        let id = try #require(made.body.objectValue?["id"]?.stringValue)
        #expect(made.fields["Location"] == "/api/v1/users/\(id)")
        let read = await api.ask(.get, "/users/login:ADA", token: token)
        #expect(read.body == made.body)
        let tag = try #require(read.fields["ETag"])
        let same = await api.ask(.get, "/users/\(id)", token: token, fields: [("If-None-Match", tag)])
        #expect(same.status == 304)
        let edited = await api.ask(
            .patch, "/users/\(id)", #"{"email":null,"displayName":"Ada"}"#, token: token, fields: [("If-Match", tag)])
        #expect(edited.status == 200)
        #expect(edited.body.objectValue?["email"] == .null)
        let stale = await api.ask(.delete, "/users/\(id)", token: token, fields: [("If-Match", tag)])
        #expect(stale.status == 412)
        let foreign = await api.ask(.delete, "/users/\(id)", token: token, fields: [("If-Match", "\"other\"")])
        #expect(foreign.status == 412)
        #expect(await api.ask(.delete, "/users/\(id)", token: token).status == 204)
        #expect(await api.ask(.get, "/users/\(id)", token: token).status == 404)
    }

    @Test func aCursorIsGoodOnlyForItsOwnOrder() async throws {
        let api = try await NativeHarness()
        try await api.house.user("root", roles: [.superAdmin])
        for number in 0..<5 { try await api.house.user("user\(number)") }
        let token = await api.token("root")
        var seen: [String] = [], path = "/users?limit=2&sort=-createdAt"
        while true {
            let page = await api.ask(.get, path, token: token).body.objectValue
            seen += page?["items"]?.arrayValue?.compactMap { $0.objectValue?["login"]?.stringValue } ?? []
            guard let next = page?["next"]?.stringValue else { break }
            path = "/users?limit=2&sort=-createdAt&cursor=\(next)"
        }
        #expect(seen.count == 6)
        #expect(Set(seen).count == 6)
        let first = await api.ask(.get, "/users?limit=2", token: token).body.objectValue
        let cursor = try #require(first?["next"]?.stringValue)
        for path in ["/users?sort=email&cursor=\(cursor)", "/users?cursor=x\(cursor)", "/sessions?cursor=\(cursor)"] {
            let refused = await api.ask(.get, path, token: token)
            #expect(refused.status == 400, "\(path)")
        }
    }

    @Test func aProblemSaysEverythingThatIsWrong() async throws {
        let api = try await NativeHarness()
        try await api.house.user("root", roles: [.superAdmin])
        let token = await api.token("root")
        let refused = await api.ask(
            .post, "/users", #"{"email":7,"roles":"admin","isAdmin":true,"password":"x","passwordHash":"y"}"#,
            token: token)
        #expect(refused.status == 400)
        #expect(refused.fields["Content-Type"] == "application/problem+json")
        let fields = refused.body.objectValue?["problems"]?.arrayValue?.compactMap {
            $0.objectValue?["field"]?.stringValue
        }
        #expect(Set(fields ?? []) == ["login", "email", "roles", "isAdmin", "passwordHash"])
    }

    @Test(arguments: [
        "", "{", "[]", "null", #"{"login":"a","login":"b"}"#, #"{"login":"a"} x"#, "\u{FEFF}{}", #"{"login":"\ud800"}"#,
    ])
    func aBodyThatIsNoObjectIsRefused(_ body: String) async throws {
        let api = try await NativeHarness()
        let refused = await api.ask(.post, "/sessions", body)
        #expect(refused.status == 400)
        #expect(refused.body.objectValue?["type"]?.stringValue?.hasPrefix("urn:gatehouse:problem:") == true)
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
    func aBodyThatDoesNotSayJSONIsRefused(_ type: String) async throws {
        let api = try await NativeHarness()
        let refused = await api.ask(
            .post, "/sessions", #"{"login":"a","password":"b"}"#, fields: [("Content-Type", type)])
        #expect(refused.status == 415)
    }

    @Test(arguments: ["Basic YTpi", "Bearer", "Bearer ", "bearer a b", "Token x", "ghs_x"])
    func aProofThatCannotBeReadIsRefused(_ value: String) async throws {
        let api = try await NativeHarness()
        let refused = await api.ask(.get, "/me", fields: [("Authorization", value)])
        #expect(refused.status == 401)
        #expect(refused.fields["WWW-Authenticate"] == "Bearer realm=\"gatehouse\"")
    }

    @Test func twoProofsAreNoProof() async throws {
        let api = try await NativeHarness()
        try await api.house.user("ada")
        let token = await api.token("ada")
        let refused = await api.ask(.get, "/me", token: token, fields: [("Authorization", "Bearer \(token)")])
        #expect(refused.status == 401)
    }

    @Test func theDocumentNamesEveryEndpoint() async throws {
        let api = try await NativeHarness()
        let document = await api.ask(.get, "/openapi.json").body.objectValue
        let paths = document?["paths"]?.objectValue
        let operations = paths?.members.flatMap { path in
            path.value.objectValue?.keys.map { "\($0) \(path.key)" } ?? []
        }
        let mounted = api.descriptions.map { "\($0.method.description.lowercased()) \($0.pattern)" }
        #expect(mounted.contains("put /api/v1/users/{id}/password"))
        #expect(operations.map(Set.init) == Set(mounted))
    }
}
