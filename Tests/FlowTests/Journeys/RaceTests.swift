import JSONText
import Testing

/// The same thing asked many times at once.
@Suite struct RaceTests {
    @Test func ofTwentyUsersWithOneLoginExactlyOneIsMade() async throws {
        try await withGatehouse { house, admin in
            let spellings = ["anna", "ANNA", "Anna", "ａｎｎａ"]
            let answers = try await house.send(
                all: (0..<20).map {
                    Request("POST", "users", token: admin.token, json: ["login": .string(spellings[$0 % 4])])
                })
            #expect(answers.count { $0.status == 201 } == 1)
            #expect(answers.count { $0.status == 409 } == 19)
            #expect(try house.rows("SELECT count(*) FROM users") == ["2"])
            #expect(try house.rows("SELECT count(*) FROM audit WHERE action = 'user.created'") == ["2"])
        }
    }

    @Test func ofTwentyEditsOfOneVersionExactlyOneIsTaken() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post("users", admin, ["login": "anna"])
            let path = "users/\(try #require(made.string("id")))", tag = try #require(made.field("ETag"))
            let answers = try await house.send(
                all: (0..<20).map {
                    Request(
                        "PATCH", path, token: admin.token, json: ["displayName": .string("Anna \($0)")],
                        fields: [("If-Match", tag)])
                })
            #expect(answers.count { $0.status == 200 } == 1)
            #expect(answers.count { $0.status == 412 } == 19)
            #expect(try await house.get(path, admin)["version"] == 2)
        }
    }

    @Test func ofTenPasswordChangesWithOneOldPasswordExactlyOneIsTaken() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            let answers = try await house.send(
                all: (0..<10).map {
                    Request(
                        "PUT", "me/password", token: anna.token,
                        json: [
                            "currentPassword": .string(anna.password),
                            "newPassword": .string("a quiet green harbour \($0)"),
                        ])
                })
            let winners = answers.indices.filter { answers[$0].status == 200 }
            #expect(winners.count == 1)
            #expect(answers.allSatisfy { [200, 400, 401].contains($0.status) })
            let winner = try #require(winners.first)
            _ = try await house.signedIn("anna", "a quiet green harbour \(winner)")
            #expect(try await house.signIn("anna", anna.password).status == 401)
        }
    }

    @Test func ofTenSignOutsOfOneTokenExactlyOneIsTaken() async throws {
        try await withGatehouse { house, admin in
            let answers = try await house.send(
                all: Array(repeating: Request("DELETE", "sessions/current", token: admin.token), count: 10))
            #expect(answers.count { $0.status == 204 } == 1)
            #expect(answers.count { $0.status == 401 } == 9)
            #expect(try house.rows("SELECT count(*) FROM audit WHERE action = 'session.signed-out'") == ["1"])
        }
    }
}
