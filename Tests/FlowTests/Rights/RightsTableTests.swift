import JSONText
import Testing

/// Every endpoint of the native and the operations API, for everybody who could ask.
@Suite struct RightsTableTests {
    private static let roles = ["member", "auditor", "admin", "super-admin"]

    @Test(arguments: 0...4)
    func everyEndpointAnswersEachRoleAsTheTableSays(_ column: Int) async throws {
        let settings = Settings(["signIn": ["failuresPerAddress": 1_000]])
        try await withGatehouse(settings) { house, admin in
            let role = column == 0 ? nil : Self.roles[column - 1]
            for (number, row) in RightsRow.all.enumerated() {
                var caller: Person?
                if let role { caller = try await house.person("caller-\(number)", role: role, madeBy: admin) }
                let other = try await house.person("other-\(number)", madeBy: admin)
                let root = try await house.person("root-\(number)", role: "super-admin", madeBy: admin)
                func session(of person: Person) async throws -> String {
                    try await house.send(Request("GET", "me", token: person.token)).string("session.id") ?? ""
                }
                let group = try await house.post("groups", admin, ["name": .string("group-\(number)")])
                let granted = try await house.post("roles", admin, ["name": .string("role-\(number)")])
                var names: [String: String] = [
                    "{group}": group.string("id") ?? "", "{role}": granted.string("name") ?? "",
                    "{own}": caller?.id ?? other.id, "{other}": other.id, "{root}": root.id,
                    "{session}": try await session(of: other), "{rootsession}": try await session(of: root),
                    "{number}": "\(number)",
                ]
                if "\(row.path) \(row.body.map { "\($0)" } ?? "")".contains("{room}") {
                    let room = try await house.post("workspaces", other, ["name": .string("room-\(number)")])
                    names["{room}"] = room.string("id")
                }
                if row.path.contains("{model}") {
                    let model = try await house.post(
                        "resources/model", admin,
                        ["id": .string("model-\(number)"), "owner": .string(other.id)])
                    names["{model}"] = model.string("id")
                }
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

    @Test func z01_everyDescribedEndpointStandsInTheTable() async throws {
        try await withGatehouse { house, _ in
            let paths = try #require(try await house.get("openapi.json")["paths"]?.objectValue)
            for path in paths.members {
                for method in path.value.objectValue?.keys ?? [] {
                    let known = RightsRow.all.contains { row in
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
