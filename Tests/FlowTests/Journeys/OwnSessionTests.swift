import JSONText
import Testing

@Suite struct OwnSessionTests {
    @Test func aTokenOpensTheOwnAccountUntilSignOutAndNotAMomentLonger() async throws {
        try await withGatehouse { house, admin in
            let me = try await house.get("me", admin)
            #expect(me.status == 200)
            #expect(me.string("user.login") == "admin")
            #expect(me.string("session.address") == "127.0.0.1")
            #expect(me["rights"]?.arrayValue?.contains("server:manage") == true)
            #expect(me["serverPermissions"]?.arrayValue?.contains("*") == true)
            #expect(try await house.delete("sessions/current", admin).status == 204)
            let after = try await house.get("me", admin)
            #expect(after.status == 401)
            #expect(after.isProblem)
            #expect(try await house.delete("sessions/current", admin).status == 401)
        }
    }

    @Test func aSessionEndedByAnotherIsDeadAtOnce() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            let listed = try await house.get("sessions?user=\(anna.id)", admin)
            let id = try #require(listed["items"]?.arrayValue?.first?.objectValue?["id"]?.stringValue)
            #expect(try await house.delete("sessions/\(id)", admin).status == 204)
            #expect(try await house.get("me", anna).status == 401)
            #expect(try await house.delete("sessions/\(id)", admin).status == 404)
        }
    }

    @Test func fiftySignInsOfOneUserAtOnceGiveFiftyTokens() async throws {
        try await withGatehouse { house, admin in
            let answers = try await house.send(
                all: Array(repeating: Request.signIn(admin.login, admin.password), count: 50))
            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(Set(answers.compactMap { $0.string("token") }).count == 50)
        }
    }

    @Test func aTokenThatWasChangedOrCutOpensNothing() async throws {
        try await withGatehouse { house, admin in
            let token = admin.token
            var flipped = Array(token)
            flipped[token.count / 2] = flipped[token.count / 2] == "A" ? "B" : "A"
            for wrong in [String(flipped), String(token.dropLast()), token + "A", token + "=", "x", token.uppercased()]
            {
                let answer = try await house.send(Request("GET", "me", token: wrong))
                #expect(answer.status == 401, "\(wrong == token.uppercased() ? "upper case" : "changed")")
                #expect(answer.field("WWW-Authenticate") != nil)
            }
            for value in ["Basic \(token)", "Bearer", "Bearer  \(token)", "Bearer \(token) x", "bearer\(token)"] {
                let answer = try await house.send(Request("GET", "me", fields: [("Authorization", value)]))
                #expect(answer.status == 401)
            }
            let twice = Request(
                "GET", "me", fields: [("Authorization", "Bearer \(token)"), ("Authorization", "Bearer \(token)")])
            #expect(try await house.send(twice).status == 401)
        }
    }
}
