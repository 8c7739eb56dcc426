import JSONText
import Testing

@Suite struct OfferedPasswordTests {
    private static func bodies() -> [(String, [UInt8], Int)] {
        func body(_ password: String) -> [UInt8] { Array(#"{"login":"admin","password":"\#(password)"}"#.utf8) }
        return [
            ("1 MiB", body(String(repeating: "x", count: 1 << 20)), 400),
            ("4,097 bytes", body(String(repeating: "x", count: 4_097)), 400),
            ("1,025 characters", body(String(repeating: "ä", count: 1_025)), 400),
            ("NUL", body(#"a\u0000b"#), 400),
            ("unpaired surrogate", body(#"a\ud800b"#), 400),
            ("surrogates turned round", body(#"\udc00\ud800"#), 400),
            ("empty", body(""), 400),
            ("a number", Array(#"{"login":"admin","password":12345678901234}"#.utf8), 400),
            ("null", Array(#"{"login":"admin","password":null}"#.utf8), 400),
            ("none", Array(#"{"login":"admin"}"#.utf8), 400),
            ("1,024 characters", body(String(repeating: "ä", count: 1_024)), 401),
        ]
    }

    @Test func whatNoPasswordCanBeIsRefusedBeforeAnyCheck() async throws {
        try await withGatehouse(Settings(["limits": ["bodyBytes": 4_194_304]])) { house, _ in
            for (name, body, status) in Self.bodies() where status == 400 {
                let answer = try await house.send(Request("POST", "sessions", body: body))
                #expect(answer.status == 400, "\(name)")
                #expect(answer.isProblem, "\(name)")
            }
            let refused = try house.rows("SELECT count(*) FROM audit WHERE action = 'session.sign-in-refused'")
            #expect(refused == ["0"], "no password was checked")
        }
    }

    @Test func aPasswordOfAMegabyteIsTooLargeForTheUsualBodyLimit() async throws {
        try await withGatehouse { house, _ in
            let answer = try await house.send(Request("POST", "sessions", body: Self.bodies()[0].1))
            #expect(answer.status == 413)
        }
    }

    @Test func aLongPasswordIsCheckedWhole() async throws {
        try await withGatehouse { house, admin in
            let long = String(repeating: "lang und länger ", count: 64)
            #expect(long.unicodeScalars.count == 1_024)
            let made = try await house.post("users", admin, ["login": "anna", "password": .string(long)])
            #expect(made.status == 201)
            #expect(try await house.signIn("anna", String(long.dropLast()) + "x").status == 401)
            #expect(try await house.signIn("anna", long).status == 201)
        }
    }
}
