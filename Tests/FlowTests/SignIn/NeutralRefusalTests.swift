import JSONText
import Testing

@Suite struct NeutralRefusalTests {
    /// Everything of an answer that an attacker could compare.
    private static func shape(_ answer: Answer) -> [String] {
        var body = answer.json?.objectValue ?? JSONObject()
        body["requestId"] = "-"
        let changing: Set<String> = ["date", "x-request-id", "content-length"]
        let fields = answer.fields.map { field in
            changing.contains(field.name.lowercased()) ? field.name : "\(field.name): \(field.value)"
        }
        return ["\(answer.status)", String(decoding: JSONValue.object(body).encoded(), as: UTF8.self)] + fields
    }

    @Test func unknownWrongDisabledLockedAndWithoutPasswordAnswerTheSame() async throws {
        let settings = Settings(["signIn": ["consecutiveFailures": 2]])
        try await withGatehouse(settings) { house, admin in
            for login in ["wrong", "disabled", "locked"] { _ = try await house.person(login, madeBy: admin) }
            #expect(try await house.post("users", admin, ["login": "without"]).status == 201)
            #expect(try await house.patch("users/login:disabled", admin, ["enabled": false]).status == 200)
            for _ in 0..<2 { _ = try await house.signIn("locked", "wrong wrong wrong") }

            let answers = [
                try await house.signIn("unknown", Sample.password), try await house.signIn("wrong", "not the password"),
                try await house.signIn("disabled", Sample.password),
                try await house.signIn("disabled", "not the password"),
                try await house.signIn("locked", Sample.password), try await house.signIn("locked", "not the password"),
                try await house.signIn("without", Sample.password), try await house.signIn("nobody@example.org", "x"),
                try await house.signIn("no\u{202E}login", "x"),
            ]
            #expect(answers[0].status == 401)
            #expect(answers[0].isProblem)
            for answer in answers { #expect(Self.shape(answer) == Self.shape(answers[0])) }
            let steps = try house.rows(
                "SELECT detail FROM audit WHERE action = 'session.sign-in-refused' ORDER BY sequence")
            #expect(
                steps.suffix(9) == [
                    "unknown-login", "wrong-password", "disabled", "wrong-password", "locked", "wrong-password",
                    "no-password-here", "unknown-login", "unknown-login",
                ])
        }
    }

    @Test func aLockedAccountIsOpenedAgainByAnAdministrator() async throws {
        try await withGatehouse(Settings(["signIn": ["consecutiveFailures": 2]])) { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            for _ in 0..<2 { _ = try await house.signIn("anna", "wrong wrong wrong") }
            #expect(try await house.signIn("anna", Sample.password, from: "127.0.0.9").status == 401)
            #expect(try await house.patch("users/\(anna.id)", admin, ["enabled": true]).status == 200)
            #expect(try await house.signIn("anna", Sample.password, from: "127.0.0.9").status == 201)
        }
    }
}
