import Glibc
import JSONText
import Testing

@Suite struct SignalTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func aRequestUnderWayIsAnsweredBeforeTheServerEnds(_ signal: Int32) async throws {
        let slow = Settings(["passwords": Settings.passwords(memoryKiB: 65_536, passes: 12)])
        let house = try await Gatehouse.start(in: try TemporaryFolder(), slow)
        let first = try #require(house.firstAdministrator)
        async let answer = house.signIn(first.login, first.password)
        _ = try await eventually("the hash is under way") {
            try await house.metric("gatehouse_hashes_running") == 1 ? true : nil
        }
        house.process.signal(signal)
        #expect(try await answer.status == 201)
        #expect(try await house.process.waitForEnd() == .exit(0))
        #expect(house.log.contains("server.stopped"))
        #expect(await Wire.exchange([Request("GET", "/healthz")], port: house.port)[0] == nil)
        #expect(try house.rows("SELECT count(*) FROM sessions") == ["1"], "and what was answered is stored")
    }

    @Test func aServerThatCanNotStartSaysWhyInOneGo() async throws {
        for (text, wanted) in [
            (
                "{ listen: [{ host: 'nowhere', port: 99999 }], pasword: {}, signIn: { windowSeconds: 'x' } }",
                ["listen[0].host", "listen[0].port", "pasword", "signIn.windowSeconds"]
            ),
            ("{ listen: [", ["gatehouse.json5"]),
            ("{ sources: [{ id: 'corp', kind: 'magic' }] }", ["local"]),
        ] {
            let folder = try TemporaryFolder()
            try folder.write(text, to: "gatehouse.json5")
            let run = try await ChildProcess.run([Gatehouse.program, "--data", folder.path], in: folder)
            #expect(run.ending != .exit(0))
            for word in wanted { #expect(run.text.contains(word), "\(run.text)") }
        }
    }
}
