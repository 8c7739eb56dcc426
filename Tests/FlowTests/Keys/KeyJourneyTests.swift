import Foundation
import JSONText
import Testing

@Suite struct KeyJourneyTests {
    /// A key with its token.
    private func key(
        _ json: JSONValue = ["name": "ci"], at path: String = "keys", by person: Person, in house: Gatehouse
    ) async throws -> (id: String, token: String) {
        let answer = try await house.post(path, person, json)
        #expect(answer.status == 201, "\(answer.text)")
        let id = try #require(answer.string("id"))
        #expect(answer.field("Location") == "/api/v1/keys/\(id)")
        return (id, try #require(answer.string("token")))
    }

    private func status(_ token: String, in house: Gatehouse) async throws -> Int {
        try await house.send(Request("GET", "me", token: token)).status
    }

    /// Asks until the token is refused.
    /// - Returns: whether that came within the seconds.
    private func ends(_ token: String, within seconds: TimeInterval, in house: Gatehouse) async throws -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while Date() < deadline {
            if try await status(token, in: house) == 401 { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test func aKeyIsMadeReadListedEditedRotatedAndDeleted() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            let made = try await key(
                ["name": "CI", "about": "builds", "scopes": ["users:read"], "expiresAt": "2999-01-31T08:15:00Z"],
                by: anna, in: house)
            let read = try await house.get("keys/\(made.id)", anna)
            #expect(read.string("name") == "CI" && read["scopes"] == ["users:read"] && read["token"] == nil)
            #expect(read.string("userId") == anna.id && read.string("expiresAt") == "2999-01-31T08:15:00.000Z")
            #expect(made.token.hasPrefix(try #require(read.string("prefix"))))
            for number in 0..<4 { _ = try await key(["name": .string("k\(number)")], by: anna, in: house) }
            var names: [String?] = [], path = "keys?limit=2"
            while true {
                let page = try await house.get(path, anna)
                names += page["items"]?.arrayValue?.map { $0.objectValue?["name"]?.stringValue } ?? []
                guard let next = page.string("next") else { break }
                path = "keys?limit=2&cursor=\(next)"
            }
            #expect(names == ["CI", "k0", "k1", "k2", "k3"])
            #expect(try await house.get("users/login:anna/keys", admin)["items"]?.arrayValue?.count == 5)
            let edited = try await house.patch("keys/\(made.id)", anna, ["scopes": .null, "expiresAt": .null])
            #expect(edited.status == 200 && edited["scopes"] == .null && edited["expiresAt"] == .null)
            #expect(try await status(made.token, in: house) == 200)
            let rotated = try await house.post("keys/\(made.id)/rotation", anna, ["overlap": 6])
            let second = try #require(rotated.string("token"))
            #expect(try await status(made.token, in: house) == 200)
            #expect(try await status(second, in: house) == 200)
            #expect(try await house.get("keys/\(made.id)", anna).string("lastUsedAt") != nil)
            #expect(try await ends(made.token, within: 30, in: house))
            #expect(try await status(second, in: house) == 200)
            #expect(try await house.delete("keys/\(made.id)", anna).status == 204)
            #expect(try await status(second, in: house) == 401)
        }
    }

    @Test func t18_aDeletedKeyAnExpiredOneAndThatOfADisabledOwnerAre401AtTheNextCall() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            let deleted = try await key(["name": "a"], by: anna, in: house)
            let expired = try await key(["name": "b"], by: anna, in: house)
            let owned = try await key(["name": "c"], by: anna, in: house)
            for made in [deleted, expired, owned] { #expect(try await status(made.token, in: house) == 200) }
            #expect(try await house.delete("keys/\(deleted.id)", anna).status == 204)
            #expect(try await status(deleted.token, in: house) == 401)
            let soon = Date(timeIntervalSinceNow: 6).formatted(.iso8601)
            #expect(try await house.patch("keys/\(expired.id)", anna, ["expiresAt": .string(soon)]).status == 200)
            #expect(try await ends(expired.token, within: 30, in: house))
            #expect(try await house.patch("users/\(anna.id)", admin, ["enabled": false]).status == 200)
            #expect(try await status(owned.token, in: house) == 401)
        }
    }

    @Test func t18_aKeyMakesNoWiderKey() async throws {
        try await withGatehouse { house, admin in
            let narrow = try await key(
                ["name": "n", "scopes": ["own-keys:manage", "users:read"]], by: admin, in: house)
            let holder = Person(id: admin.id, login: "", password: "", token: narrow.token)
            for body in [["name": "x"], ["name": "x", "scopes": ["users:*"]]] as [JSONValue] {
                let answer = try await house.post("keys", holder, body)
                #expect(answer.status == 403 && answer.problem == "target-is-stronger")
            }
            #expect(try await house.patch("keys/\(narrow.id)", holder, ["scopes": .null]).status == 403)
            #expect(try await house.get("users?limit=1", holder).status == 200)
            #expect(try await house.post("users", holder, ["login": "new"]).status == 403)
            _ = try await key(["name": "x", "scopes": ["users:read"]], by: holder, in: house)
        }
    }

    @Test func aKeyIsTakenAsBearerAndAsUserNameOrPasswordOfBasic() async throws {
        try await withGatehouse { house, admin in
            let token = try await key(by: admin, in: house).token
            func status(_ pair: String, scheme: String = "Basic") async throws -> Int {
                let field = ("Authorization", "\(scheme) \(Data(pair.utf8).base64EncodedString())")
                return try await house.send(Request("GET", "me", fields: [field])).status
            }
            for pair in ["\(token):", ":\(token)", "admin:\(token)", "\(token):x-oauth-basic"] {
                #expect(try await status(pair) == 200, "\(pair.count)")
                #expect(try await status(pair, scheme: "basic") == 200)
            }
            // No password, no session, not two keys, and no key that is cut.
            for pair in [
                "admin:\(admin.password)", "\(admin.token):", "admin:\(admin.token)", "\(token):\(token)", token, ":",
                "\(token.dropLast()):",
            ] {
                #expect(try await status(pair) == 401, "\(pair.count)")
            }
            let broken = Request("GET", "me", fields: [("Authorization", "Basic \(token)")])
            #expect(try await house.send(broken).status == 401)
        }
    }

    @Test func ofFiftyRequestsDuringWhichAKeyIsDeletedNoneBehindTheEndIsAnswered() async throws {
        try await withGatehouse { house, admin in
            let made = try await key(by: admin, in: house)
            let requests = (0..<50).map { number in
                number == 25
                    ? Request("DELETE", "keys/\(made.id)", token: admin.token)
                    : Request(
                        "POST", "users", token: made.token, json: ["login": .string("user\(number)")])
            }
            let answers = try await house.send(all: requests)
            #expect(answers[25].status == 204)
            let others = answers.enumerated().filter { $0.offset != 25 }
            #expect(others.allSatisfy { [201, 401].contains($0.element.status) })
            // What was refused has left nothing, and what was answered stands before the end in the audit.
            let made201 = others.filter { $0.element.status == 201 }.count
            #expect(try house.rows("SELECT count(*) FROM users WHERE login LIKE 'user%'") == ["\(made201)"])
            let after = try house.rows(
                """
                SELECT count(*) FROM audit WHERE action = 'user.created'
                AND sequence > (SELECT sequence FROM audit WHERE action = 'key.deleted')
                """)
            #expect(after == ["0"])
            #expect(try await status(made.token, in: house) == 401)
        }
    }

    @Test func aGlobalKeyActsForItsGroups() async throws {
        try await withGatehouse { house, admin in
            let group = try await house.post("groups", admin, ["name": "ops", "roles": ["reader"]])
            let made = try await key(
                ["name": "export", "groups": ["path:ops"]], at: "keys/global", by: admin, in: house)
            let holder = Person(id: "", login: "", password: "", token: made.token)
            #expect(try await house.get("users", holder).status == 200)
            #expect(try await house.post("users", holder, ["login": "new"]).status == 403)
            #expect(try await house.get("me", holder).status == 409)
            let read = try await house.get("keys/\(made.id)", admin)
            let id = try #require(group.string("id"))
            for (number, text) in [id, "ops", "/ops"].enumerated() {
                _ = try await key(
                    ["name": .string("k\(number)"), "groups": [.string(text)]], at: "keys/global", by: admin, in: house)
                let user = try await house.post(
                    "users", admin, ["login": .string("u\(number)"), "groups": [.string(text)]])
                #expect(user.status == 201)
                #expect(try await house.get("groups/\(text.replacing("/", with: "%2F"))", admin).status == 200)
            }
            #expect(try await house.post("users", admin, ["login": "u3", "groups": ["path:ops"]]).status == 201)
            #expect(read["userId"] == .null && read["groupIds"] == [.string(id)])
            #expect(try await house.get("keys/global", admin)["items"]?.arrayValue?.count == 4)
            #expect(try await house.post("keys/global", admin, ["name": "x", "groups": []]).status == 400)
            #expect(try await house.post("keys/global", admin, ["name": "x", "groups": ["path:no"]]).status == 404)
        }
    }
}
