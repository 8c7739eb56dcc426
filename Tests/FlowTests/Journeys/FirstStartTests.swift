import Testing

@Suite struct FirstStartTests {
    @Test func theFirstStartPrintsLoginAndPasswordAndTheSecondPrintsNone() async throws {
        let folder = try TemporaryFolder()
        let first = try await Gatehouse.start(in: folder)
        let administrator = try #require(first.firstAdministrator)
        #expect(administrator.login == "admin")
        #expect(administrator.password.count >= 32)
        let person = try await first.signedIn(administrator.login, administrator.password)
        try await first.stop()

        let second = try await Gatehouse.start(in: folder, nil)
        #expect(second.firstAdministrator == nil)
        #expect(!folder.text(of: "output").contains(administrator.password))
        #expect(try await second.get("me", person).status == 200, "a session outlives a restart")
        _ = try await second.signedIn(administrator.login, administrator.password)
        try await second.stop()
    }

    @Test func everyFirstStartMakesAPasswordOfItsOwn() async throws {
        var passwords: Set<String> = []
        for _ in 0..<2 {
            let house = try await Gatehouse.start(in: try TemporaryFolder())
            passwords.insert(try #require(house.firstAdministrator).password)
            try await house.stop()
        }
        #expect(passwords.count == 2)
    }
}
