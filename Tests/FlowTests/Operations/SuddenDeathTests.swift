import Glibc
import JSONText
import Synchronization
import Testing

/// The server is killed while it writes; what it had acknowledged is there afterwards, whole.
@Suite struct SuddenDeathTests {
    private static let rounds = 12
    private static let atOnce = 24

    @Test func nothingAcknowledgedIsLostAndNoUserIsHalfMade() async throws {
        let folder = try TemporaryFolder()
        var house = try await Gatehouse.start(in: folder)
        let first = try #require(house.firstAdministrator)
        var ledger: Set<String> = [], asked = 0
        for round in 0..<Self.rounds {
            let admin = try await house.signedIn(first.login, first.password)
            // Dies at some answer of some batch, with other requests under way.
            let death = Int.random(in: 1...(Self.atOnce * 4))
            let answered = Mutex(0)
            let process = house.process
            while process.result == nil {
                let logins = (0..<Self.atOnce).map { "user-\(round)-\(asked + $0)" }
                asked += logins.count
                let requests = logins.enumerated().map { number, login in
                    // Some with a password: more than one row each.
                    let body: JSONValue =
                        number % 3 == 0
                        ? ["login": .string(login), "password": "seven wet umbrellas"] : ["login": .string(login)]
                    return Request("POST", "users", token: admin.token, json: body)
                }
                let answers = await Wire.exchange(requests, port: house.port) { _ in
                    let count = answered.withLock { count in
                        count += 1
                        return count
                    }
                    if count == death { process.signal(SIGKILL) }
                }
                for (login, answer) in zip(logins, answers) where answer?.status == 201 { ledger.insert(login) }
            }
            #expect(try await process.waitForEnd() == .signal(SIGKILL))
            house = try await Gatehouse.start(in: folder, nil)
            let there = Set(try house.rows("SELECT login FROM users"))
            #expect(ledger.subtracting(there).isEmpty, "lost in round \(round), killed at answer \(death)")
        }
        #expect(ledger.count >= Self.rounds)
        try await Self.checkWholeness(house)
        try await house.stop()
    }

    private static func checkWholeness(_ house: Gatehouse) async throws {
        #expect(try house.rows("PRAGMA integrity_check") == ["ok"])
        #expect(try house.rows("SELECT 1 FROM pragma_foreign_key_check") == [])
        let users = Set(try house.rows("SELECT lower(hex(id)) FROM users"))
        let recorded = try house.rows(
            "SELECT lower(replace(object_id, '-', '')) FROM audit WHERE action = 'user.created'")
        #expect(Set(recorded) == users, "each user has its record, each record its user")
        #expect(recorded.count == users.count)
        let without = try house.rows(
            """
            SELECT login FROM users WHERE required_actions <> ''
            AND NOT EXISTS (SELECT 1 FROM passwords WHERE passwords.user = users.id)
            """)
        #expect(without == [], "a user with a temporary password has one")
        let sequences = try house.rows("SELECT count(*) = max(sequence) AND min(sequence) = 1 FROM audit")
        #expect(sequences == ["1"], "the records are numbered without a gap")
    }

    @Test func aFirstStartThatIsKilledIsFinishedByTheNext() async throws {
        for delay in [2, 10, 20, 40, 80] {
            let folder = try TemporaryFolder()
            try folder.write("", to: "output")
            let data = "\(folder.path)/data"
            let attempt = try ChildProcess(
                [Gatehouse.program, "--data", data, "--port", "0", "--json"], output: "\(folder.path)/first",
                errors: "\(folder.path)/log")
            try await Task.sleep(for: .milliseconds(delay))
            attempt.signal(SIGKILL)
            _ = try await attempt.waitForEnd()
            let wasInitialized = folder.text(of: "first").contains("initialized")
            let house = try await Gatehouse.start(in: folder, wasInitialized ? nil : Settings())
            #expect(try house.rows("SELECT count(*) FROM users") == ["1"])
            if !wasInitialized, house.firstAdministrator == nil {
                // Made, but killed before it could be said: the one case where the password is nobody's.
                #expect(try house.rows("SELECT count(*) FROM audit WHERE action = 'user.created'") == ["1"])
            }
            try await house.stop()
        }
    }
}
