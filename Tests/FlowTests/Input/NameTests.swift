import JSONText
import Testing

@Suite struct NameTests {
    private static let unfit: [(String, String)] = [
        ("empty", ""), ("line end", "anna\nroot"), ("carriage return", "anna\rroot"), ("NUL", "anna\u{0}"),
        ("escape", "anna\u{1B}[2J"), ("delete", "anna\u{7F}"), ("C1 control", "anna\u{85}"),
        ("zero width space", "an\u{200B}na"), ("zero width joiner", "an\u{200D}na"), ("word joiner", "an\u{2060}na"),
        ("byte order mark", "\u{FEFF}anna"), ("soft hyphen", "an\u{AD}na"),
        ("right-to-left override", "anna\u{202E}gpj"),
        ("isolate", "\u{2066}anna"), ("line separator", "anna\u{2028}x"), ("no-break space", "anna\u{A0}x"),
        ("space before", " anna"), ("space behind", "anna "), ("Cyrillic a", "\u{430}nna"),
        ("Greek omicron", "r\u{3BF}ot"),
        ("private use", "anna\u{E000}"), ("unassigned", "anna\u{378}"),
        ("256 bytes", String(repeating: "x", count: 256)),
        ("128 characters of 2 bytes", String(repeating: "ä", count: 128)), ("tag letters", "anna\u{E0041}"),
        ("variation selector", "anna\u{FE0F}"), ("Hangul filler", "anna\u{3164}"),
    ]
    private static let unfitLogins: [(String, String)] = [
        ("me", "me"), ("ME", "ME"), ("full-width me", "ｍｅ"), ("system", "System"), ("anonymous", "anonymous"),
        ("current", "current"), ("self", "self"), ("operator", "operator"), ("dot", "."), ("two dots", ".."),
        ("one character that folds long", String(repeating: "\u{FDFA}", count: 40)),
    ]

    @Test func i03_namesThatCouldDeceiveAreRefusedAndChangeNothing() async throws {
        try await withGatehouse { house, admin in
            let before = try house.contents()
            for (name, text) in Self.unfit + Self.unfitLogins {
                let answer = try await house.post("users", admin, ["login": .string(text)])
                #expect(answer.status == 400, "\(name)")
                #expect(answer.isProblem, "\(name)")
                #expect(answer["problems"]?.arrayValue?.first?.objectValue?["field"] == "login", "\(name)")
                let renamed = try await house.patch("users/\(admin.id)", admin, ["login": .string(text)])
                #expect(renamed.status == 400, "\(name)")
            }
            for (name, text) in Self.unfit {
                for field in ["displayName", "givenName", "familyName", "email"] {
                    let answer = try await house.patch(
                        "users/\(admin.id)", admin, .object(JSONObject([(field, .string(text))])))
                    #expect(answer.status == 400, "\(field): \(name)")
                }
            }
            #expect(try house.contents() == before)
        }
    }

    @Test func namesThatAreLegalAndHardAreKeptAsWritten() async throws {
        try await withGatehouse { house, admin in
            for login in [
                "o'neil", "doe, john", "a(b)c", #"a\b"#, "a*b", "#x", "ü", "a+b=c", "a/b", "a%2Fb", "a;b", "a?b",
                "a&b=c",
                "名前", "имя", "\"quoted\"", "<b>", "../x", "-- x", "👩", String(repeating: "x", count: 255),
            ] {
                let made = try await house.post("users", admin, ["login": .string(login)])
                #expect(made.status == 201, "\(login): \(made.text)")
                let found = try await house.get("users/login:\(escaped(login))", admin)
                #expect(found.string("id") == made.string("id"), "\(login)")
                #expect(found.string("login") == login)
                let listed = try await house.get("users?search=\(escaped(login))", admin)
                #expect(
                    listed["items"]?.arrayValue?.contains { $0.objectValue?["login"]?.stringValue == login } == true,
                    "\(login)")
            }
        }
    }

    @Test func whatIsLoggedStaysOneLineWhateverTheClientSays() async throws {
        try await withGatehouse { house, _ in
            let name = "x\r\n{\"level\":\"error\",\"event\":\"forged\"}\u{1B}[31m"
            _ = try await house.signIn(name, "wrong wrong wrong")
            _ = try await house.send(
                Request("GET", "users/login:\(escaped(name))", fields: [("User-Agent", "a\u{1B}[2Jb")]))
            try await house.stop()
            for line in house.log.split(separator: "\n") {
                #expect((try? JSONParser.parse(Array(line.utf8))) != nil, "\(line)")
                #expect(!line.contains("\u{1B}"))
                #expect(!line.hasPrefix("{\"level\":\"error\",\"event\":\"forged\""))
            }
        }
    }
}
