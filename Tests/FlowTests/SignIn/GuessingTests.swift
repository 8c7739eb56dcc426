import JSONText
import Testing

@Suite struct GuessingTests {
    private static func limited(_ failures: Int64) -> Settings {
        Settings(["signIn": ["failuresPerAccountAndAddress": .integer(failures)]])
    }

    @Test func everySpellingOfALoginCountsInOneBucket() async throws {
        try await withGatehouse(Self.limited(4)) { house, admin in
            _ = try await house.person("John", madeBy: admin)
            #expect(try await house.patch("users/login:john", admin, ["email": "j.smith@example.org"]).status == 200)
            for spelling in ["John", "JOHN", "ｊｏｈｎ", "J.Smith@EXAMPLE.org"] {
                #expect(try await house.signIn(spelling, "wrong wrong wrong").status == 401)
            }
            for spelling in ["John", "john", "JOHN", "Ｊｏｈｎ", "j.smith@example.org"] {
                let answer = try await house.signIn(spelling, Sample.password)
                #expect(answer.status == 429)
                #expect(answer.problem == "limited")
                #expect((answer.field("Retry-After").flatMap { Int($0) } ?? 0) > 0)
            }
        }
    }

    @Test func aNameThatNobodyHasIsLimitedLikeOneThatSomebodyHas() async throws {
        try await withGatehouse(Self.limited(3)) { house, _ in
            var statuses: [Int] = []
            for spelling in ["ghost", "GHOST", "ｇｈｏｓｔ", "Ghost"] {
                statuses.append(try await house.signIn(spelling, "wrong wrong wrong").status)
            }
            #expect(statuses == [401, 401, 401, 429])
        }
    }

    @Test func aHundredGuessesAtOnceReachTheCheckTenTimes() async throws {
        try await withGatehouse(Self.limited(10)) { house, admin in
            _ = try await house.person("anna", madeBy: admin)
            let answers = try await house.send(
                all: (0..<100).map { Request.signIn("anna", "wrong password \($0)") })
            #expect(answers.count { $0.status == 401 } == 10)
            #expect(answers.count { $0.status == 429 } == 90)
            #expect(
                try house.rows("SELECT count(*) FROM audit WHERE object_name = 'anna' AND detail = 'wrong-password'")
                    == ["10"])
            #expect(try await house.signIn("anna", Sample.password).status == 429, "also with the right one")
        }
    }

    @Test func whoGuessesAtOneAddressLocksNobodyOutAtAnother() async throws {
        try await withGatehouse(Self.limited(5)) { house, admin in
            _ = try await house.send(all: (0..<60).map { Request.signIn("admin", "wrong password \($0)") })
            #expect(try await house.signIn("admin", admin.password).status == 429)
            #expect(try await house.signIn("admin", admin.password, from: "127.0.0.2").status == 201)
        }
    }

    @Test func oneAddressThatTriesManyNamesIsStopped() async throws {
        try await withGatehouse(Settings(["signIn": ["failuresPerAddress": 20]])) { house, admin in
            for index in 0..<21 {
                let answer = try await house.signIn("user\(index)", "wrong wrong wrong")
                #expect(answer.status == (index < 20 ? 401 : 429))
            }
            #expect(try await house.signIn("admin", admin.password, from: "127.0.0.3").status == 201)
        }
    }

    @Test func aRightPasswordForgivesTheWrongOnesBefore() async throws {
        try await withGatehouse(Self.limited(3)) { house, admin in
            for _ in 0..<4 {
                for (password, status) in [("wrong wrong", 401), ("wrong again", 401), (admin.password, 201)] {
                    let answer = try await house.signIn("admin", password)
                    #expect(answer.status == status)
                }
            }
        }
    }

    @Test func wrongOldPasswordsCountLikeWrongSignIns() async throws {
        try await withGatehouse(Self.limited(3)) { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            func change() async throws -> Int {
                try await house.put(
                    "me/password", anna, ["currentPassword": "wrong wrong wrong", "newPassword": "a quiet harbour"]
                ).status
            }
            for _ in 0..<3 { #expect(try await change() == 400) }
            #expect(try await change() == 429)
            #expect(try await house.signIn("anna", Sample.password).status == 429)
        }
    }
}
