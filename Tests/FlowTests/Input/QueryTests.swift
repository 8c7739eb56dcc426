import JSONText
import Testing

@Suite struct QueryTests {
    private static let sql = [
        "' OR '1'='1", "'; DROP TABLE users; --", "\" OR 1=1 --", "1); DELETE FROM users; --", "login; SELECT 1",
        "x' UNION SELECT hash FROM passwords --", "%' OR 1=1 --", "\\'; --",
    ]

    @Test func i04_sqlInAFilterIsATextLikeAnyOther() async throws {
        try await withGatehouse { house, admin in
            let before = try house.contents()
            for text in Self.sql {
                for name in ["search", "source"] {
                    let answer = try await house.get("users?\(name)=\(escaped(text))", admin)
                    #expect(answer.status == 200)
                    #expect(answer["items"] == [], "\(name)=\(text)")
                }
                for name in ["sort", "enabled", "limit", "cursor"] {
                    let answer = try await house.get("users?\(name)=\(escaped(text))", admin)
                    #expect(answer.status == 400, "\(name)=\(text)")
                    #expect(answer.isProblem)
                }
                #expect(try await house.get("users/login:\(escaped(text))", admin).status == 404)
                #expect(try await house.get("users/\(escaped(text))", admin).status == 404)
                #expect(try await house.signIn(text, text).status == 401)
                for name in ["user", "limit", "cursor"] {
                    #expect(try await house.get("sessions?\(name)=\(escaped(text))", admin).status == 400)
                }
                #expect(try await house.delete("sessions/\(escaped(text))", admin).status == 404)
            }
            let tables = try house.rows(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            #expect(tables.first != "0")
            #expect(try house.contents().filter { !$0.hasPrefix("audit") } == before.filter { !$0.hasPrefix("audit") })
        }
    }

    @Test func parametersThatDoNotExistOrAreWrongAreNamed() async throws {
        try await withGatehouse { house, admin in
            for query in [
                "page=2", "Limit=5", "limit=0", "limit=1001", "limit=-1", "limit=+5", "limit=1e2",
                "limit=99999999999999999999",
                "limit=5&limit=6", "enabled=yes", "enabled=", "sort=password", "sort=login%2Cemail", "sort=--login",
                "sort=",
                "search=%ff", "search=%", "search=%4", "search=\(String(repeating: "x", count: 256))", "a%00b=1", "=1",
            ] {
                let answer = try await house.get("users?\(query)", admin)
                #expect(answer.status == 400, "\(query)")
                #expect(answer.isProblem, "\(query)")
            }
            #expect(try await house.get("me?x=1", admin).status == 400)
            #expect(try await house.send(Request("GET", "users?limit=5", token: admin.token)).status == 200)
        }
    }

    @Test func i04_aCursorThatThisServerDidNotMakeForThisListIsRefused() async throws {
        let other = try await Gatehouse.start(in: try TemporaryFolder())
        let stranger = try await other.signedIn("admin", try #require(other.firstAdministrator).password)
        let foreign = try #require(try await other.get("users?limit=1", stranger).string("next"))
        try await other.stop()
        try await withGatehouse { house, admin in
            let own = try #require(try await house.get("users?limit=1", admin).string("next"))
            let ofSessions = try #require(try await house.get("sessions?limit=1", admin).string("next"))
            #expect(try await house.get("users?limit=1&cursor=\(escaped(own))", admin).status == 200)
            var flipped = Array(own)
            flipped[own.count - 3] = flipped[own.count - 3] == "A" ? "B" : "A"
            let long = String(repeating: "A", count: 4_000)
            for wrong in [
                foreign, ofSessions, String(flipped), String(own.dropLast()), own + "AAAA", "", "x", "====", long,
            ] {
                let answer = try await house.get("users?limit=1&cursor=\(escaped(wrong))", admin)
                #expect(answer.status == 400, "\(wrong.prefix(40))")
                #expect(answer.isProblem)
            }
            #expect(try await house.get("users?limit=1&sort=-login&cursor=\(escaped(own))", admin).status == 400)
            #expect(try await house.get("sessions?limit=1&cursor=\(escaped(own))", admin).status == 400)
        }
    }

    /// Every other list with what filters it.
    private static let lists: [(path: String, filters: [String])] = [
        ("groups", ["search", "below", "organization"]), ("roles", ["client"]), ("keys", []), ("keys/global", []),
        ("workspaces", ["member", "organization"]), ("organizations", []), ("tenants", ["organization"]),
        ("clients", []), ("invitations", ["state", "organization"]),
        ("resources/model", ["organization", "owner", "workspace"]),
        ("audit", ["actor", "action", "objectKind", "objectId", "from", "organization"]),
        ("activity", ["search", "organization"]),
        ("authorization/matrix", []), ("authorization/holders", ["permission", "organization"]),
    ]

    @Test func i04_sqlAndForeignCursorsDoNothingInAnyList() async throws {
        try await withGatehouse { house, admin in
            _ = try await house.person("anna", madeBy: admin)
            let ofSessions = try #require(try await house.get("sessions?limit=1", admin).string("next"))
            let before = try house.contents()
            for (path, filters) in Self.lists {
                let query = path == "authorization/holders" ? "permission=users:read&" : ""
                for cursor in Self.sql + [ofSessions] {
                    let answer = try await house.get("\(path)?\(query)limit=1&cursor=\(escaped(cursor))", admin)
                    #expect(answer.status == 400 && answer.isProblem, "\(path) \(cursor)")
                }
                for (filter, text) in filters.flatMap({ name in Self.sql.map { (name, $0) } }) {
                    let answer = try await house.get("\(path)?\(filter)=\(escaped(text))", admin)
                    #expect([200, 400, 404].contains(answer.status), "\(path) \(filter)=\(text)")
                    if answer.status == 200 { #expect(answer["items"] == [], "\(path) \(filter)=\(text)") }
                }
            }
            #expect(try house.contents().filter { !$0.hasPrefix("audit") } == before.filter { !$0.hasPrefix("audit") })
        }
    }
}
