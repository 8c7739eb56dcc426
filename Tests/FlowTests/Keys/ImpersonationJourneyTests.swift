import JSONText
import Testing

@Suite struct ImpersonationJourneyTests {
    private func start(
        _ user: String, seconds: JSONValue = 600, by person: Person, in house: Gatehouse
    ) async throws -> Person {
        let answer = try await house.post(
            "impersonations", person, ["user": .string("login:\(user)"), "reason": "ticket 7", "seconds": seconds])
        #expect(answer.status == 201, "\(answer.text)")
        return Person(
            id: try #require(answer.string("user.id")), login: user, password: "",
            token: try #require(answer.string("token")))
    }

    @Test func anAdministratorActsAsAUserAndEndsIt() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            let acting = try await start("anna", by: admin, in: house)
            let me = try await house.get("me", acting)
            #expect(me.string("user.id") == anna.id && me.string("impersonator.login") == "admin")
            #expect(me.string("impersonator.reason") == "ticket 7")
            let sessions = try await house.get("sessions", anna)["items"]?.arrayValue ?? []
            #expect(sessions.compactMap { $0.objectValue?["impersonatorId"]?.stringValue } == [admin.id])
            #expect(try await house.delete("sessions/current", acting).status == 204)
            #expect(try await house.get("me", acting).status == 401)
            #expect(try await house.get("me", admin).status == 200)
            let second = try await start("anna", by: admin, in: house)
            let id = try #require(try await house.get("me", second).string("session.id"))
            #expect(try await house.delete("sessions/\(id)", admin).status == 204)
            #expect(try await house.get("me", second).status == 401)
            for body in [
                ["user": "login:anna"], ["user": "login:anna", "reason": ""],
                ["user": "login:anna", "reason": "x", "seconds": 3_601],
                ["user": "login:anna", "reason": "x", "seconds": 0],
            ] as [JSONValue] {
                #expect(try await house.post("impersonations", admin, body).status == 400)
            }
        }
    }

    @Test func z09_aLiveSessionEndsWithinOneRequestWhenTheRightGoes() async throws {
        try await withGatehouse { house, admin in
            _ = try await house.person("anna", madeBy: admin)
            let boss = try await house.person("boss", role: "admin", madeBy: admin)
            let first = try await start("anna", by: boss, in: house)
            let nested = try await house.post("impersonations", first, ["user": "login:anna", "reason": "x"])
            #expect(nested.status == 403)
            #expect(try await house.get("me", first).status == 200)
            #expect(try await house.patch("users/\(boss.id)", admin, ["roles": ["member"]]).status == 200)
            #expect(try await house.get("me", first).status == 401)
            #expect(try await house.patch("users/\(boss.id)", admin, ["roles": ["admin"]]).status == 200)
            let second = try await start("anna", by: boss, in: house)
            #expect(try await house.patch("users/\(boss.id)", admin, ["enabled": false]).status == 200)
            #expect(try await house.get("me", second).status == 401)
            #expect(try await house.patch("users/\(boss.id)", admin, ["enabled": true]).status == 200)
            #expect(try await house.get("me", second).status == 401)
        }
    }

    @Test func z10_passwordsKeysAndSecretsAreOutOfReachAndEveryRecordHasBothNames() async throws {
        try await withGatehouse { house, admin in
            let boss = try await house.person("boss", role: "admin", madeBy: admin)
            let anna = try await house.person("anna", madeBy: admin)
            let key = try #require(try await house.post("keys", boss, ["name": "ci"]).string("id"))
            #expect(try await house.put("me/secrets/hub", boss, ["value": "sesame"]).status == 200)
            let acting = try await start("boss", by: admin, in: house)
            let password: JSONValue = [
                "currentPassword": .string(boss.password), "newPassword": "a quiet green harbour",
            ]
            let deeds: [(String, String, JSONValue?)] = [
                ("PUT", "me/password", password),
                ("PUT", "users/\(anna.id)/password", ["password": "seven wet umbrellas"]),
                ("GET", "keys", nil), ("POST", "keys", ["name": "new"]), ("GET", "keys/\(key)", nil),
                ("PATCH", "keys/\(key)", ["about": "x"]), ("POST", "keys/\(key)/rotation", [:]),
                ("DELETE", "keys/\(key)", nil), ("POST", "users/\(anna.id)/keys", ["name": "new"]),
                ("GET", "me/secrets", nil), ("GET", "me/secrets/hub", nil),
                ("PUT", "me/secrets/hub", ["value": "other"]), ("DELETE", "me/secrets/hub", nil),
                ("GET", "me/credentials/hub", nil), ("PUT", "users/\(anna.id)/secrets/hub", ["value": "other"]),
            ]
            for (method, path, body) in deeds {
                let answer = try await house.send(
                    Request(method, path, token: acting.token, body: body?.encoded()))
                #expect(answer.status == 403 && answer.problem == "impersonating", "\(method) \(path): \(answer.text)")
            }
            #expect(try await house.patch("users/\(anna.id)", acting, ["displayName": "A"]).status == 200)
            #expect(try await house.delete("sessions/current", acting).status == 204)
            let records = try await house.get("audit?subject=\(boss.id)", admin)["items"]?.arrayValue ?? []
            #expect(
                records.map { $0.objectValue?["action"]?.stringValue } == [
                    "session.impersonation-ended", "user.edited", "session.impersonation-started",
                ])
            for record in records {
                #expect(record.objectValue?["actor"]?.objectValue?["id"] == .string(admin.id))
                #expect(record.objectValue?["subject"]?.objectValue?["name"] == "boss")
            }
        }
    }
}
