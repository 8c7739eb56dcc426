import Glibc
import JSONText
import Testing

@Suite struct SignalTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func requestsUnderWayAreAnsweredBeforeTheServerEnds(_ signal: Int32) async throws {
        let slow = Settings([
            "passwords": Settings.passwords(memoryKiB: 65_536, passes: 8, threads: 1), "limits": ["graceSeconds": 60],
        ])
        let house = try await Gatehouse.start(in: try TemporaryFolder(), slow)
        let first = try #require(house.firstAdministrator)
        // One hash at a time: most of these still wait when the signal comes.
        async let answers = house.send(
            all: Array(repeating: Request.signIn(first.login, first.password), count: 6))
        _ = try await eventually("the hashes are under way") {
            try await house.metric("gatehouse_hashes_running") == 1 ? true : nil
        }
        house.process.signal(signal)
        #expect(try await answers.map(\.status) == [201, 201, 201, 201, 201, 201])
        #expect(try await house.process.waitForEnd() == .exit(0))
        #expect(house.log.contains("server.stopped"))
        #expect(await Wire.exchange([Request("GET", "/healthz")], port: house.port)[0] == nil)
        #expect(try house.rows("SELECT count(*) FROM sessions") == ["6"], "and what was answered is stored")
    }

    @Test func aRequestThatOutlastsTheGraceDoesNotKeepTheServer() async throws {
        let slow = Settings([
            "passwords": Settings.passwords(memoryKiB: 65_536, passes: 8, threads: 1), "limits": ["graceSeconds": 0],
        ])
        let house = try await Gatehouse.start(in: try TemporaryFolder(), slow)
        let first = try #require(house.firstAdministrator)
        async let answers = Wire.exchange(
            Array(repeating: Request.signIn(first.login, first.password), count: 10), port: house.port)
        _ = try await eventually("the hashes are under way") {
            try await house.metric("gatehouse_hashes_running") == 1 ? true : nil
        }
        try await house.stop()
        let statuses = await answers.compactMap { $0?.status }
        #expect(statuses.count < 10, "the rest was cut off")
        #expect(statuses.allSatisfy { $0 == 201 || $0 == 503 })
    }
}
