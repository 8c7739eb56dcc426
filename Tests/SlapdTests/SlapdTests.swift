import Foundation
import TestSupport
import Testing

@Suite struct SlapdTests {
    @Test func itStartsWithinSecondsAndLeavesNothing() throws {
        let clock = ContinuousClock(), begin = clock.now
        let slapd = try Slapd.start()
        // It takes half a second; a busy machine has ten times that and more.
        #expect(clock.now - begin < .seconds(20))
        let pid = try Directory.pid(slapd)
        #expect(Directory.isSlapd(pid, of: slapd))

        slapd.stop()
        #expect(!Directory.isSlapd(pid, of: slapd))
        #expect(!FileManager.default.fileExists(atPath: slapd.place.folder))
    }

    @Test func itEndsWithItsObject() throws {
        var slapd: Slapd? = try Slapd.start()
        let folder = try #require(slapd?.place.folder)
        #expect(FileManager.default.fileExists(atPath: folder))
        slapd = nil
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func twoRunAtOnceAndEndAlone() throws {
        let one = try Slapd.start(), other = try Slapd.start()
        #expect(one.place.port != other.place.port)
        one.stop()
        #expect(throws: Program.Failure.self) { try Directory.whoAmI(one, one.place.reader) }
        #expect(try Directory.whoAmI(other, other.place.reader) == "dn:\(other.place.reader.dn)")
    }

    @Test func aKilledOneComesBackOnItsPortsWithWhatItHeld() throws {
        let slapd = try Slapd.start()
        try slapd.apply("dn: uid=hugo,ou=people,dc=example,dc=org\nchangetype: delete\n")
        try slapd.kill()
        #expect(throws: Program.Failure.self) { try Directory.whoAmI(slapd, slapd.place.reader) }

        try slapd.restart()
        #expect(try Directory.whoAmI(slapd, slapd.place.reader) == "dn:\(slapd.place.reader.dn)")
        #expect(try Directory.search(slapd, "(uid=hugo)") == [])

        try slapd.reset()
        #expect(try Directory.search(slapd, "(uid=hugo)").count == 1)
    }

    @Test func aProgramOfATestHearsItsSignals() throws {
        #expect(throws: Program.Failure.self) { try Program.run(["sh", "-c", "kill -TERM $$; exit 0"]) }
    }

    @Test func theSameFolderIsNotStartedTwice() throws {
        let slapd = try Slapd.start()
        #expect(throws: Program.Failure.self) {
            try Program.run([Directory.script, "start", slapd.place.folder])
        }
        #expect(try Directory.whoAmI(slapd, slapd.place.reader) == "dn:\(slapd.place.reader.dn)")
    }

    @Test func aFolderOfSomebodyElseIsLeftAlone() throws {
        let folder = NSTemporaryDirectory() + "gatehouse-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/pid"))
        for verb in ["start", "stop", "reset", "status"] {
            #expect(throws: Program.Failure.self) { try Program.run([Directory.script, verb, folder]) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pid"])
    }

    @Test func aPortThatIsTakenIsNamed() throws {
        let slapd = try Slapd.start()
        let folder = NSTemporaryDirectory() + "gatehouse-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let failure = #expect(throws: Program.Failure.self) {
            try Program.run(
                [
                    Directory.script, "start", folder, "--port", String(slapd.place.port), "--tls-port",
                    String(try #require(slapd.place.tlsPort)),
                ])
        }
        #expect(failure?.description.contains("port \(slapd.place.port)") == true)
    }
}
