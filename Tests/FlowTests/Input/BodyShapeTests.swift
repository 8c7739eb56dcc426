import JSONText
import Testing

@Suite struct BodyShapeTests {
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static let deep = bytes(#"{"login":"#) + [UInt8](repeating: 0x5B, count: 10_000)
    private static let shapes: [(String, [UInt8])] = [
        ("nothing", []), ("white space", bytes("  ")), ("half an object", bytes(#"{"login":"x""#)),
        ("no JSON", bytes("login=x")), ("an array", bytes(#"[{"login":"x"}]"#)), ("a string", bytes(#""x""#)),
        ("null", bytes("null")), ("single quotes", bytes("{'login':'x'}")), ("comment", bytes(#"{"login":"x"/**/}"#)),
        ("trailing comma", bytes(#"{"login":"x",}"#)), ("trailing data", bytes(#"{"login":"x"} {}"#)),
        ("a second object", bytes(#"{"login":"x"}{"login":"y"}"#)),
        ("duplicate key", bytes(#"{"login":"x","login":"y"}"#)),
        ("duplicate key, escaped", bytes(#"{"login":"x","logi\u006e":"y"}"#)),
        ("duplicate inside", bytes(#"{"login":"x","roles":[{"a":1,"a":2}]}"#)),
        ("unknown field", bytes(#"{"login":"x","admin":true}"#)), ("field in upper case", bytes(#"{"Login":"x"}"#)),
        ("empty key", bytes(#"{"login":"x","":1}"#)), ("login is a number", bytes(#"{"login":1}"#)),
        ("login is null", bytes(#"{"login":null}"#)), ("login is an object", bytes(#"{"login":{"$ne":""}}"#)),
        ("roles is a string", bytes(#"{"login":"x","roles":"admin"}"#)),
        ("roles holds a number", bytes(#"{"login":"x","roles":[1]}"#)),
        ("enabled is a string", bytes(#"{"login":"x","enabled":"true"}"#)),
        ("enabled is a number", bytes(#"{"login":"x","enabled":1}"#)),
        ("1e999", bytes(#"{"login":"x","enabled":1e999}"#)),
        ("a huge integer", bytes(#"{"login":"x","enabled":\#(String(repeating: "9", count: 400))}"#)),
        ("NaN", bytes(#"{"login":"x","enabled":NaN}"#)), ("a leading zero", bytes(#"{"login":"x","enabled":01}"#)),
        ("nested 10,000 deep", deep),
        ("nested 10,000 deep and closed", deep + [UInt8](repeating: 0x5D, count: 10_000) + bytes("}")),
        ("byte order mark", [0xEF, 0xBB, 0xBF] + bytes(#"{"login":"x"}"#)),
        ("UTF-16", bytes(#"{"login":"x"}"#).flatMap { [$0, 0] }),
        ("invalid UTF-8", bytes(#"{"login":"x"#) + [0xFF] + bytes(#""}"#)),
        ("overlong UTF-8", bytes(#"{"login":"x"#) + [0xC0, 0xAF] + bytes(#""}"#)),
        ("surrogate in UTF-8", bytes(#"{"login":"x"#) + [0xED, 0xA0, 0x80] + bytes(#""}"#)),
        ("unpaired escape", bytes(#"{"login":"x\ud800"}"#)), ("raw line end in a string", bytes("{\"login\":\"x\n\"}")),
        ("a NUL byte", bytes("{\"login\":\"x\u{0}\"}")), ("unknown escape", bytes(#"{"login":"\x41"}"#)),
        ("password and hash", bytes(#"{"login":"x","password":"seven wet umbrellas","passwordHash":"$2b$"}"#)),
        ("unknown source", bytes(#"{"login":"x","source":"corp"}"#)),
        ("unknown role", bytes(#"{"login":"x","roles":["god"]}"#)),
    ]

    @Test func everyMalformedBodyIsAProblemAndChangesNothing() async throws {
        try await withGatehouse { house, admin in
            let before = try house.contents()
            for (name, body) in Self.shapes {
                for (method, path) in [("POST", "users"), ("PATCH", "users/\(admin.id)")] {
                    let answer = try await house.send(Request(method, path, token: admin.token, body: body))
                    // An edit knows no password and no source; all else is refused for the same reason.
                    #expect(
                        answer.status == 400 || (body.isEmpty && answer.status == 415),
                        "\(method) \(name): \(answer.text)")
                    #expect(answer.isProblem, "\(method) \(name)")
                }
            }
            #expect(try house.contents() == before)
            #expect(try await house.get("me", admin).status == 200)
        }
    }

    @Test func aBodyThatDoesNotSayThatItIsJSONIsRefused() async throws {
        try await withGatehouse { house, admin in
            let body = Self.bytes(#"{"login":"x"}"#)
            for type in [
                "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "json",
                "text/json", "application/jsonp", "application/json-seq", "*/*", "application/xml",
            ] {
                let answer = try await house.send(
                    Request("POST", "users", token: admin.token, body: body, fields: [("Content-Type", type)]))
                #expect(answer.status == 415, "\(type)")
                #expect(answer.isProblem)
            }
            let twice = Request(
                "POST", "users", token: admin.token, body: body,
                fields: [("Content-Type", "application/json"), ("Content-Type", "text/plain")])
            #expect(try await house.send(twice).status == 415)
            #expect(try house.rows("SELECT count(*) FROM users") == ["1"])
            let good = Request(
                "POST", "users", token: admin.token, body: body,
                fields: [("Content-Type", "Application/JSON; charset=utf-8")])
            #expect(try await house.send(good).status == 201)
        }
    }

    @Test func aBodyWhereNoneBelongsIsRefused() async throws {
        try await withGatehouse { house, admin in
            for (method, path) in [("GET", "me"), ("DELETE", "sessions/current"), ("GET", "users")] {
                let answer = try await house.send(Request(method, path, token: admin.token, body: Self.bytes("{}")))
                #expect(answer.status == 400)
                #expect(answer.isProblem)
            }
            #expect(try await house.get("me", admin).status == 200)
        }
    }

    @Test func aBodyOfAHundredMegabytesIsRefused() async throws {
        try await withGatehouse { house, admin in
            let body = [UInt8](repeating: 0x20, count: 100_000_000)
            let answer = try await house.send(Request("POST", "users", token: admin.token, body: body))
            #expect(answer.status == 413)
            #expect(answer.field("Content-Type") == "application/problem+json")
            #expect(try await house.get("me", admin).status == 200)
        }
    }

    @Test func aHeaderOfAMegabyteIsRefused() async throws {
        try await withGatehouse { house, admin in
            let long = String(repeating: "x", count: 1 << 20)
            let answer = try await house.send(Request("GET", "me", token: admin.token, fields: [("X-Long", long)]))
            #expect(answer.status == 431)
            #expect(answer.field("Content-Type") == "application/problem+json")
            let path = try await house.send(Request("GET", "users?search=\(long)", token: admin.token))
            #expect(path.status == 414)
        }
    }
}
