import Foundation
import JSONText
import TestSupport
import Testing

/// The OpenAPI document, judged by other people's validators.
@Suite struct DescriptionTests {
    private static let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// About groups, roles and authorization, in this order.
    private static func accessQuestions(about user: String) -> [(method: String, path: String, json: JSONValue?)] {
        let id = user.dropFirst("users/".count)
        return [
            ("POST", "roles", ["name": "desk", "permissions": ["users:read"]]), ("POST", "roles", ["name": "DESK"]),
            ("GET", "roles", nil), ("GET", "roles/super-admin", nil), ("PATCH", "roles/desk", ["about": "first line"]),
            ("GET", "roles/super-admin/users", nil), ("POST", "groups", ["name": "ops", "roles": ["desk"]]),
            ("POST", "groups", ["name": "linux", "parent": "path:ops"]), ("GET", "groups", nil),
            ("GET", "groups/path:ops", nil), ("PATCH", "groups/path:ops", ["about": "people"]),
            ("PUT", "groups/path:ops%2Flinux/members/\(id)", nil),
            ("GET", "groups/path:ops/members?effective=true", nil),
            ("GET", "\(user)/groups", nil), ("GET", "authorization/allows?permission=users:read", nil),
            ("GET", "authorization/explanation?user=\(id)&permission=users:read", nil),
            ("GET", "authorization/explanation?user=\(id)&permission=users:export", nil),
            ("GET", "authorization/holders?permission=users:read", nil), ("GET", "authorization/matrix", nil),
            ("GET", "authorization/dominance?first=login:admin&second=\(id)", nil),
            ("DELETE", "groups/path:ops%2Flinux/members/\(id)", nil), ("DELETE", "groups/path:ops", nil),
            ("DELETE", "groups/path:ops?subgroups=true", nil), ("DELETE", "roles/desk", nil),
        ]
    }

    @Test func theDocumentIsValidAndEveryAnswerIsAsItSays() async throws {
        let post = try MailPost()
        let slapd = try Slapd.start()
        try await withGatehouse(post.settings(DirectoryHouse.sections(of: slapd))) { house, admin in
            var answers: [JSONValue] = []
            func ask(_ method: String, _ path: String, _ person: Person?, _ json: JSONValue? = nil) async throws
                -> Answer
            {
                let answer = try await house.send(
                    Request(method, path, token: person?.token, body: json?.encoded()))
                answers.append([
                    "method": .string(method), "path": .string("/api/v1/\(path)"),
                    "status": .integer(Int64(answer.status)), "body": answer.json ?? .null,
                    "contentType": answer.field("Content-Type").map(JSONValue.string) ?? .null,
                ])
                return answer
            }
            let made = try await ask("POST", "users", admin, ["login": "anna", "password": "seven wet umbrellas"])
            let path = "users/\(try #require(made.string("id")))"
            let temporary = try await ask(
                "POST", "sessions", nil, ["login": "anna", "password": "seven wet umbrellas"])
            let anna = Person(
                id: "", login: "anna", password: "seven wet umbrellas", token: try #require(temporary.string("token")))
            _ = try await ask("GET", "users", anna)
            _ = try await ask(
                "PUT", "me/password", anna,
                ["currentPassword": "seven wet umbrellas", "newPassword": "a quiet green harbour"])
            _ = try await ask("GET", "me", anna)
            _ = try await ask("GET", "me", admin)
            _ = try await ask("GET", "users?limit=1", admin)
            _ = try await ask("GET", "users?limit=0&x=1", admin)
            let found = try await ask("GET", path, admin)
            let known = Request(
                "GET", path, token: admin.token, fields: [("If-None-Match", try #require(found.field("ETag")))])
            answers.append([
                "method": "GET", "path": .string("/api/v1/\(path)"), "body": .null, "contentType": .null,
                "status": .integer(Int64(try await house.send(known).status)),
            ])
            _ = try await ask("GET", "users/login:nobody", admin)
            _ = try await ask("PATCH", path, admin, ["email": "anna@example.org", "givenName": "Anna"])
            _ = try await ask("PATCH", path, admin, ["email": 1])
            _ = try await ask("POST", "users", admin, ["login": "ANNA"])
            _ = try await ask("PUT", "\(path)/password", admin, ["password": "seven wet umbrellas"])
            _ = try await ask("PUT", "\(path)/password", admin, ["password": "short"])
            try await Self.askAboutWorkspaces { try await ask($0, $1, admin, $2) }
            try await Self.askAboutInvitations({ try await ask($0, $1, $2, $3) }, admin, post)
            let sessions = try await ask("GET", "sessions?limit=1", admin)
            #expect(sessions["items"]?.arrayValue?.count == 1)
            let second = try await house.signedIn("admin", admin.password)
            let id = try #require(try await house.get("me", second).string("session.id"))
            _ = try await ask("DELETE", "sessions/\(id)", admin)
            _ = try await ask("DELETE", "sessions/\(id)", admin)
            _ = try await ask("GET", "audit?limit=3", admin)
            _ = try await ask("GET", "audit?action=user.&order=oldest", admin)
            _ = try await ask("GET", "audit?from=yesterday", admin)
            _ = try await ask("GET", "audit/head", admin)
            _ = try await ask("GET", "audit/verification", admin)
            let key = try await ask("POST", "keys", admin, ["name": "ci", "scopes": ["users:read"]])
            let keyPath = "keys/\(try #require(key.string("id")))"
            _ = try await ask("POST", "\(path)/keys", admin, ["name": "ci", "expiresAt": "2999-01-31T08:15:00Z"])
            _ = try await ask("GET", "keys?limit=1", admin)
            _ = try await ask("GET", "keys/global", admin)
            _ = try await ask("GET", keyPath, admin)
            _ = try await ask("PATCH", keyPath, admin, ["scopes": .null])
            _ = try await ask("POST", "\(keyPath)/rotation", admin, ["overlap": 60])
            _ = try await ask("DELETE", keyPath, admin)
            _ = try await ask("GET", "\(path)/keys", admin)
            _ = try await ask("POST", "groups", admin, ["name": "holders"])
            _ = try await ask("POST", "keys/global", admin, ["name": "ops", "groups": ["path:holders"]])
            for place in ["me", path] {
                for noun in ["secrets", "credentials"] {
                    _ = try await ask(
                        "PUT", "\(place)/\(noun)/hub", admin, ["value": "sesame", "detail": ["user": "ada"]])
                    if place == "me" { _ = try await ask("GET", "me/\(noun)/hub", admin) }
                    _ = try await ask("GET", "\(place)/\(noun)", admin)
                    _ = try await ask("DELETE", "\(place)/\(noun)/hub", admin)
                }
            }
            _ = try await ask("POST", "impersonations", admin, ["user": "login:anna", "reason": "ticket 7"])
            _ = try await ask("POST", "impersonations", admin, ["user": "login:admin", "reason": "ticket 7"])
            for (method, place, json) in Self.accessQuestions(about: path) {
                _ = try await ask(method, place, admin, json)
            }
            let group = try await house.post("groups", admin, ["name": "crew"])
            let room = try await house.post("workspaces", admin, ["name": "deck"])
            let places = Self.placeQuestions(
                about: path, group: "groups/\(try #require(group.string("id")))",
                workspace: "workspaces/\(try #require(room.string("id")))")
            for (method, place, json) in places + Self.sourceQuestions(about: slapd.place) {
                _ = try await ask(method, place, admin, json)
            }
            _ = try await ask(
                "POST", "users/bulk", admin,
                [
                    "items": [
                        ["action": "create", "user": ["login": "otto"]], ["action": "delete", "id": "login:nobody"],
                    ]
                ])
            _ = try await ask("POST", "users/bulk", admin, ["items": [["action": "dance"]]])
            _ = try await ask("DELETE", path, admin)
            _ = try await ask("DELETE", "users/\(admin.id)", admin)
            _ = try await ask("DELETE", "sessions/current", admin)
            _ = try await ask("DELETE", "sessions/current", admin)

            try house.folder.write(try await house.get("openapi.json").text, to: "openapi.json")
            try house.folder.write(
                String(decoding: JSONValue.array(answers).encoded(), as: UTF8.self), to: "answers.json")
            let clients = try await ChildProcess.run(["\(Self.tree)/Scripts/clients"], in: house.folder)
            try #require(clients.ending == .exit(0), "\(clients.text)")
            let verdict = try await ChildProcess.run(
                [
                    "\(Self.tree)/.build-venv/bin/python", "\(Self.tree)/Tests/Clients/openapi_check.py",
                    "\(house.folder.path)/openapi.json", "\(house.folder.path)/answers.json",
                ], in: house.folder)
            #expect(verdict.ending == .exit(0), "\(verdict.text)")
        }
    }
}
