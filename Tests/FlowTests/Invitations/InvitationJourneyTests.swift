import JSONText
import TestSupport
import Testing

@Suite struct InvitationJourneyTests {
    private static let own = "a quiet green harbour"

    private static func acceptance(_ code: String, _ password: String = own) -> JSONValue {
        ["code": .string(code), "newPassword": .string(password)]
    }

    @Test func anInvitedPersonChoosesAPasswordWithTheCodeFromTheMailAndSignsIn() async throws {
        let post = try MailPost()
        try await withGatehouse(post.settings(["publicAddress": "https://id.example.org/"])) { house, admin in
            let made = try await house.post(
                "invitations", admin, ["email": "ada@example.org", "displayName": "Ada L."])
            #expect(made.status == 201, "\(made.text)")
            #expect(made.string("mail") == "sent")
            #expect(made["temporaryPassword"] == .null)
            let id = try #require(made.string("id"))
            #expect(made.field("Location") == "/api/v1/invitations/\(id)")

            let letter = try await post.letter(to: "ada@example.org")
            let code = try #require(letter.code)
            #expect(letter.text.contains("https://id.example.org/invitation#code=\(code)\n"))
            #expect(letter.text.contains("login:  ada@example.org\n"))
            #expect(try await house.post("invitations/acceptance", nil, Self.acceptance(code, "short")).status == 400)
            #expect(try await house.post("password-resets/redemption", nil, Self.acceptance(code)).status == 400)
            #expect(try await house.post("invitations/acceptance", nil, Self.acceptance(code)).status == 204)
            let ada = try await house.signedIn("ada@example.org", Self.own)
            #expect(try await house.get("me", ada)["user.requiredActions"] == [])
            let again = try await house.post(
                "invitations/acceptance", nil, Self.acceptance(code, "another one entirely"))
            #expect(again.status == 400 && again.isProblem)

            let accepted = try await house.get("invitations?state=accepted", admin)
            #expect(accepted["items"]?.arrayValue?.count == 1)
            #expect(try await house.delete("invitations/\(id)", admin).status == 409)
            #expect(!house.log.contains(code), "a code stands in no log")
            #expect(try house.rows("SELECT 1 FROM audit WHERE detail LIKE '%ghc%' OR object_name LIKE '%ghc%'").isEmpty)
        }
    }

    @Test func aDeadMailServerLeavesAnInvitationWhoseFirstPasswordAllowsOnlyTheChange() async throws {
        let post = try MailPost()
        try await withGatehouse(post.settings()) { house, admin in
            post.server.stop()
            let made = try await house.post("invitations", admin, ["email": "ada@example.org", "login": "ada"])
            #expect(made.status == 201)
            #expect(made.string("mail") == "server-unavailable")
            let password = try #require(made.string("temporaryPassword"))
            let shown = try await house.get("invitations/\(made.string("id") ?? "")", admin)
            #expect(shown.string("mail") == "server-unavailable")
            #expect(!shown.text.contains(password))

            let ada = try await house.signedIn("ada", password)
            #expect(try await house.get("users", ada).problem == "password-change-required")
            let changed = try await house.put(
                "me/password", ada, ["currentPassword": .string(password), "newPassword": .string(Self.own)])
            #expect(changed.status == 200)
            #expect(try await house.get("me", ada).status == 401)
            _ = try await house.signedIn("ada", Self.own)
            #expect(try await house.signIn("ada", password).status == 401)
        }
    }

    @Test func withoutAMailServerTheAnswerSaysSo() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post("invitations", admin, ["email": "ada@example.org"])
            #expect(made.string("mail") == "not-configured")
            #expect(made.string("temporaryPassword")?.count == 26)
            let other = try await house.post("invitations", admin, ["email": "ADA@example.org", "login": "other"])
            #expect(other.status == 409 && other.problem == "already-exists")
            for body: JSONValue in [
                [:], ["email": "nobody"], ["email": "a@b.example\r\nBcc: x@y.example"],
                ["email": "a@b.example", "roles": ["owner"]],
                ["email": "a@b.example", "displayName": "Eve\r\nBcc: x@y.example"],
                ["email": "a@b.example", "password": "short"], ["email": "a@b.example", "enabled": true],
            ] {
                #expect(try await house.post("invitations", admin, body).status == 400, "\(body)")
            }
            let nowhere: JSONValue = ["email": "a@b.example", "groups": ["nowhere"]]
            #expect(try await house.post("invitations", admin, nowhere).status == 404)
            #expect(try await house.get("invitations", admin)["items"]?.arrayValue?.count == 1)
        }
    }

    @Test func invitationsAreListedPageByPageByState() async throws {
        try await withGatehouse { house, admin in
            for number in 1...5 {
                let made = try await house.post("invitations", admin, ["email": .string("p\(number)@example.org")])
                #expect(made.status == 201)
            }
            var emails: [String] = [], path = "invitations?state=pending&limit=2"
            while true {
                let page = try await house.get(path, admin)
                emails += page["items"]?.arrayValue?.compactMap { $0.objectValue?["email"]?.stringValue } ?? []
                guard let next = page.string("next") else { break }
                path = "invitations?state=pending&limit=2&cursor=\(next)"
            }
            #expect(emails == (1...5).reversed().map { "p\($0)@example.org" })
            #expect(try await house.get("invitations?state=expired", admin)["items"] == [])
            #expect(try await house.get("invitations?state=other", admin).status == 400)
            #expect(try await house.get("invitations?cursor=forged", admin).status == 400)
        }
    }

    @Test func h06_aForgedHostStandsInNoLink() async throws {
        let post = try MailPost()
        for address in ["https://id.example.org", nil] {
            var sections = JSONObject()
            sections["publicAddress"] = address.map(JSONValue.string)
            let known = try post.letters().count
            try await withGatehouse(post.settings(sections)) { house, admin in
                func send(_ path: String, _ json: JSONValue) async throws -> Int {
                    let request = Request(
                        "POST", path, token: admin.token, json: json,
                        fields: [
                            ("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example"),
                            ("Origin", "https://evil.example"),
                        ])
                    let text = String(decoding: request.bytes, as: UTF8.self)
                    return try await house.send(
                        Request(raw: Array(text.replacing("gatehouse.test", with: "evil.example").utf8))
                    ).status
                }
                #expect(try await send("invitations", ["email": "ada@example.org", "login": "ada"]) == 201)
                let invited = try await post.letter(to: "ada@example.org", after: known)
                let code = try #require(invited.code)
                #expect(try await house.post("invitations/acceptance", nil, Self.acceptance(code)).status == 204)
                #expect(try await send("password-resets", ["login": "ada"]) == 202)
                let reset = try await post.letter(to: "ada@example.org", after: known + 1)
                for letter in [invited, reset] {
                    #expect(!letter.text.contains("evil") && !letter.head.contains("evil"))
                    #expect(letter.text.contains("://") == (address != nil))
                    if let address { #expect(letter.text.contains("\n\(address)/")) }
                    #expect(letter.code != nil)
                }
            }
        }
    }

    @Test func aDisplayNameIsNoWayIntoTheHeadOfTheMail() async throws {
        let post = try MailPost()
        try await withGatehouse(post.settings()) { house, admin in
            let names = [
                "\"Eve\" <eve@evil.example>, Mallory", "Eve>, <eve@evil.example",
                "=?utf-8?q?=0D=0ABcc:_eve@evil.example?=",
                "Zo\u{eb} \\\" Bcc: eve@evil.example",
            ]
            for (number, name) in names.enumerated() {
                let address = "p\(number)@example.org"
                let made = try await house.post(
                    "invitations", admin, ["email": .string(address), "displayName": .string(name)])
                #expect(made.string("mail") == "sent", "\(made.text)")
                let letter = try await post.letter(to: address)
                let fields = letter.head.replacing("\r\n ", with: " ").split(separator: "\r\n")
                let names = fields.map { $0.prefix { $0 != ":" }.lowercased() }
                #expect(names.filter { $0 == "to" }.count == 1 && !names.contains("bcc") && !names.contains("cc"))
                #expect(fields.contains { $0.hasPrefix("To: ") && $0.hasSuffix("<\(address)>") }, "\(letter.head)")
            }
        }
    }
}
