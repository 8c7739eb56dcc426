import Foundation
import Glibc
import Testing

@Suite struct MasterKeyTests {
    private func ids(_ site: Site) throws -> [String] {
        try site.run("key", "list-master", "--json").list().compactMap { $0["id"] as? String }
    }

    private func keyFile(_ site: Site) -> String { "\(site.data)/master.key" }

    @Test func aRotationPutsANewKeyInThePlaceOfTheOld() throws {
        let site = try Site.initialized()
        let old = try ids(site), text = try site.text(of: keyFile(site))
        let run = try site.run("key", "rotate-master", "--json")
        let answer = try run.json()
        #expect(run.status == 0)
        #expect(answer["removed"] as? [String] == old)
        #expect(answer["kept"] as? [String] == [])
        #expect(answer["resealed"] as? Int == 1)
        #expect(answer["added"] as? String == answer["current"] as? String)
        #expect(try ids(site) == [try #require(answer["current"] as? String)])
        #expect(try site.text(of: keyFile(site)).utf8.count == text.utf8.count)
        #expect(try site.text(of: keyFile(site)) != text)
        #expect(try site.mode(of: keyFile(site)) == 0o600)
        #expect(try site.run("status").status == 0)
    }

    @Test func aRotationThatWasBegunIsFinishedWithoutAnotherKey() throws {
        let site = try Site.initialized()
        let old = try ids(site)
        let begun = try site.run("key", "rotate-master", "--keep-old", "--json").json()
        #expect(begun["kept"] as? [String] == old)
        let both = try ids(site)
        #expect(both.count == 2)
        #expect(try site.run("key", "rotate-master", "--keep-old", "--json").json()["added"] is NSNull)
        #expect(try ids(site) == both)
        let finished = try site.run("key", "rotate-master", "--json").json()
        #expect(finished["added"] is NSNull)
        #expect(finished["removed"] as? [String] == old)
        #expect(try ids(site) == [both[0]])
    }

    @Test func noKeyIsEverShown() throws {
        let site = try Site.initialized()
        var keys = try site.text(of: keyFile(site)).split(separator: "\n")
        var said = ""
        for words in [["rotate-master", "--keep-old"], ["list-master"], ["rotate-master"], ["list-master", "--json"]] {
            let run = try site.run(["key"] + words)
            #expect(run.status == 0)
            said += run.output + run.errors
            keys += try site.text(of: keyFile(site)).split(separator: "\n")
        }
        for key in keys { #expect(!said.contains(key)) }
        #expect(said.contains("Back up \(keyFile(site)) now."))
        #expect(said.contains("CURRENT"))
    }

    @Test func twoRotationsAtOnceAreOne() throws {
        let site = try Site.initialized()
        let before = try ids(site)
        let folder = open(site.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        #expect(flock(folder, LOCK_EX) == 0)
        let run = try site.run("key", "rotate-master")
        #expect(run.status == 6)
        #expect(run.errors.contains("Another rotation"))
        #expect(try ids(site) == before)
    }

    @Test func aKeyFileThatIsNotInOrderStopsTheRotation() throws {
        let site = try Site.initialized()
        let text = try site.text(of: keyFile(site))
        try Data((text + "more\n").utf8).write(to: URL(fileURLWithPath: keyFile(site)))
        chmod(keyFile(site), 0o600)
        #expect(try site.run("key", "rotate-master").status == 1)
        #expect(try site.run("key", "list-master").status == 1)
        #expect(try site.text(of: keyFile(site)) == text + "more\n")
    }

    @Test func r01_aRotationKilledAtAnyMomentLeavesAFileThatOpens() throws {
        let site = try Site.initialized()
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let begin = ContinuousClock.now
        #expect(try site.run("key", "rotate-master").status == 0)
        let duration = ContinuousClock.now - begin
        var whole: Set<String> = [try ids(site)[0]], statuses: Set<Int32> = []
        for round in 0..<40 {
            let child = ChildProcess(
                "gatehouse", ["key", "rotate-master"], environment: ["GATEHOUSE_DATA=\(site.data)"],
                descriptors: [nothing, nothing, nothing])
            // From the first moments of the program to past its end.
            let end = ContinuousClock.now + duration * round / 30
            while ContinuousClock.now < end { sched_yield() }
            child.crash()
            statuses.insert(child.wait())
            let left = try ids(site)
            #expect((1...2).contains(left.count))
            #expect(left.count == 1 || whole.contains(left[1]))
            whole.insert(left[0])
        }
        #expect(statuses.contains(-SIGKILL))
        #expect(whole.count > 1)
        #expect(try site.run("key", "rotate-master").status == 0)
        #expect(try ids(site).count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.data).allSatisfy { !$0.contains("draft") })
        #expect(try site.run("status").status == 0)
        #expect(try site.run("database", "check").status == 0)
    }

    @Test func aRunningServerFollowsAndSessionsLastAsLongAsTheirKey() throws {
        let site = try Site.initialized()
        let server = try RunningServer(site)
        let old = try server.signIn("admin", Site.password)
        #expect(try site.run("key", "rotate-master", "--keep-old").status == 0)
        let new = try server.signIn("admin", Site.password)
        #expect(try server.statusOfMe(old) == "200")
        #expect(try server.statusOfMe(new) == "200")
        #expect(try site.run("key", "rotate-master").status == 0)
        server.reload()
        #expect(try server.comes { try server.statusOfMe(old) == "401" })
        #expect(try server.statusOfMe(new) == "200")
    }

    @Test func aServerThatNobodyAsksReadsTheKeysOnSIGHUP() throws {
        let site = try Site.initialized()
        let server = try RunningServer(site)
        let rotated = try site.run("key", "rotate-master", "--json").json()
        let current = try #require(rotated["current"] as? String)
        server.reload()
        #expect(
            try server.comes {
                try site.text(of: server.log).contains(#""event":"master-key.read","current":"\#(current)"#)
            })
    }
}
