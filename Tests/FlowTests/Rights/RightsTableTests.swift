import JSONText
import Testing

/// Every endpoint of the native and the operations API, for everybody who could ask.
@Suite struct RightsTableTests {
    /// Expected statuses for nobody, member, auditor, admin, super-admin. `{other}` stands for another member, made anew
    /// for every row and caller; `{own}` for the caller; `{root}` for the first super-admin; `{session}` for a session
    /// of the other member.
    private static let table: [(method: String, path: String, body: JSONValue?, statuses: [Int])] = [
        ("GET", "me", nil, [401, 200, 200, 200, 200]),
        ("GET", "users", nil, [401, 403, 200, 200, 200]),
        ("GET", "users/{own}", nil, [401, 200, 200, 200, 200]),
        ("GET", "users/{other}", nil, [401, 403, 200, 200, 200]),
        ("GET", "users/{root}", nil, [401, 403, 200, 200, 200]),
        ("GET", "users/00000000-0000-7000-8000-000000000000", nil, [401, 403, 404, 404, 404]),
        ("GET", "users/login:nobody", nil, [401, 403, 404, 404, 404]),
        ("POST", "users", ["login": "new-{number}"], [401, 403, 403, 201, 201]),
        ("POST", "users", ["login": "auditor-{number}", "roles": ["auditor"]], [401, 403, 403, 403, 201]),
        ("POST", "users", ["login": "helper-{number}", "roles": ["admin"]], [401, 403, 403, 201, 201]),
        ("POST", "users", ["login": "strong-{number}", "roles": ["super-admin"]], [401, 403, 403, 403, 201]),
        ("PATCH", "users/{own}", ["displayName": "Self"], [401, 403, 403, 200, 200]),
        ("PATCH", "users/{other}", ["displayName": "Other"], [401, 403, 403, 200, 200]),
        ("PATCH", "users/{other}", ["enabled": false], [401, 403, 403, 200, 200]),
        ("PATCH", "users/{other}", ["roles": ["super-admin"]], [401, 403, 403, 403, 200]),
        ("PATCH", "users/{own}", ["roles": ["super-admin", "admin"]], [401, 403, 403, 403, 200]),
        ("PATCH", "users/{root}", ["displayName": "Root"], [401, 403, 403, 403, 200]),
        ("PATCH", "users/{root}", ["roles": ["member"]], [401, 403, 403, 403, 200]),
        ("PATCH", "users/{root}", ["enabled": false], [401, 403, 403, 403, 200]),
        ("PUT", "users/{other}/password", ["password": "seven wet umbrellas"], [401, 403, 403, 204, 204]),
        ("PUT", "users/{root}/password", ["password": "seven wet umbrellas"], [401, 403, 403, 403, 204]),
        ("DELETE", "users/{other}", nil, [401, 403, 403, 204, 204]),
        ("DELETE", "users/{root}", nil, [401, 403, 403, 403, 204]),
        ("GET", "sessions", nil, [401, 200, 200, 200, 200]),
        ("GET", "sessions?user=all", nil, [401, 403, 403, 200, 200]),
        ("GET", "sessions?user={other}", nil, [401, 403, 403, 200, 200]),
        ("DELETE", "sessions/{session}", nil, [401, 404, 404, 204, 204]),
        ("DELETE", "sessions/{rootsession}", nil, [401, 404, 404, 404, 204]),
        ("PUT", "me/password", ["currentPassword": "x", "newPassword": "y"], [401, 400, 400, 400, 400]),
        ("POST", "sessions", ["login": "nobody", "password": "x"], [401, 401, 401, 401, 401]),
        ("GET", "audit", nil, [401, 403, 200, 403, 200]),
        ("GET", "audit?actor={other}&action=user.&order=oldest", nil, [401, 403, 200, 403, 200]),
        ("GET", "audit/head", nil, [401, 403, 200, 403, 200]),
        ("GET", "audit/verification", nil, [401, 403, 200, 403, 200]),
        ("GET", "openapi.json", nil, [200, 200, 200, 200, 200]),
        ("GET", "/healthz", nil, [200, 200, 200, 200, 200]),
        ("GET", "/readyz", nil, [200, 200, 200, 200, 200]),
        ("GET", "/metrics", nil, [200, 200, 200, 200, 200]),
        ("DELETE", "sessions/current", nil, [401, 204, 204, 204, 204]),
    ]
    private static let roles = ["member", "auditor", "admin", "super-admin"]

    @Test(arguments: 0...4)
    func everyEndpointAnswersEachRoleAsTheTableSays(_ column: Int) async throws {
        let settings = Settings(["signIn": ["failuresPerAddress": 1_000]])
        try await withGatehouse(settings) { house, admin in
            let role = column == 0 ? nil : Self.roles[column - 1]
            for (number, row) in Self.table.enumerated() {
                var caller: Person?
                if let role { caller = try await house.person("caller-\(number)", role: role, madeBy: admin) }
                let other = try await house.person("other-\(number)", madeBy: admin)
                let root = try await house.person("root-\(number)", role: "super-admin", madeBy: admin)
                func session(of person: Person) async throws -> String {
                    try await house.send(Request("GET", "me", token: person.token)).string("session.id") ?? ""
                }
                let names = [
                    "{own}": caller?.id ?? other.id, "{other}": other.id, "{root}": root.id,
                    "{session}": try await session(of: other), "{rootsession}": try await session(of: root),
                    "{number}": "\(number)",
                ]
                func filled(_ text: String) -> String {
                    names.reduce(text) { $0.replacing($1.key, with: $1.value) }
                }
                let body = row.body.map { Array(filled(String(decoding: $0.encoded(), as: UTF8.self)).utf8) }
                let answer = try await house.send(
                    Request(row.method, filled(row.path), token: caller?.token, body: body))
                #expect(
                    answer.status == row.statuses[column],
                    "\(row.method) \(row.path) \(row.body.map { "\($0)" } ?? "") as \(role ?? "nobody"): \(answer.text)"
                )
            }
        }
    }

    @Test func everyDescribedEndpointStandsInTheTable() async throws {
        try await withGatehouse { house, _ in
            let paths = try #require(try await house.get("openapi.json")["paths"]?.objectValue)
            for path in paths.members {
                for method in path.value.objectValue?.keys ?? [] {
                    let known = Self.table.contains { row in
                        row.method == method.uppercased() && Self.matches(row.path, path.key)
                    }
                    #expect(known, "\(method) \(path.key)")
                }
            }
        }
    }

    private static func matches(_ row: String, _ pattern: String) -> Bool {
        let words = "api/v1/\(row.prefix { $0 != "?" })".split(separator: "/")
        let segments = pattern.split(separator: "/")
        return words.count == segments.count
            && zip(words, segments).allSatisfy { $0 == $1 || ($1.hasPrefix("{") && !["current"].contains($0)) }
    }
}
