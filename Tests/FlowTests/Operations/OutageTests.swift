import Foundation
import JSONText
import SQLiteKit
import Testing

/// The database refuses for a while; the server says so, goes on with what it can, and recovers by itself.
@Suite struct OutageTests {
    /// - Parameters:
    ///   - begin: what makes the outage, and `end` what ends it.
    private static func survive(
        _ house: Gatehouse, _ admin: Person, begin: () async throws -> Void, end: () async throws -> Void
    ) async throws {
        #expect(try await house.post("users", admin, ["login": "before"]).status == 201)
        try await begin()
        let refused = try await house.post("users", admin, ["login": "meanwhile"])
        #expect(refused.status == 503, "\(refused.text)")
        #expect(refused.problem == "unavailable")
        #expect(refused.field("Retry-After") != nil)
        #expect(try await house.signIn(admin.login, admin.password).status == 503)
        let ready = try await eventually("not ready") {
            let answer = try await house.get("/readyz")
            return answer.status == 503 ? answer : nil
        }
        #expect(ready["ready"] == false)
        #expect(try await house.get("/healthz").status == 200)
        #expect(try await house.get("users/\(admin.id)", admin).status == 200, "reading goes on")
        try await end()
        _ = try await eventually("ready again") { try await house.get("/readyz").status == 200 ? true : nil }
        #expect(try await house.post("users", admin, ["login": "after"]).status == 201)
        _ = try await house.signedIn(admin.login, admin.password)
        #expect(try await house.get("users/login:meanwhile", admin).status == 404, "what was refused was not done")
        #expect(try await house.get("users/login:before", admin).status == 200)
    }

    @Test func aDatabaseLockedByAnotherProgramIsWaitedForThenReported() async throws {
        try await withGatehouse { house, admin in
            let other = try house.database()
            try await Self.survive(house, admin) {
                try other.execute("BEGIN EXCLUSIVE")
            } end: {
                try other.execute("COMMIT")
            }
        }
    }

    /// The server lives in a mount namespace of its own, where the data folder is 3 MiB of memory.
    @Test(.enabled(if: OwnMounts.arePossible, "needs the right to make a mount namespace"))
    func aFullDiskIsReportedAndForgottenWhenThereIsRoom() async throws {
        let launcher = OwnMounts.launcher(
            "mount -t tmpfs -o size=3m gatehouse-flow \"$DATA\" && cp \"$DATA.json5\" \"$DATA/gatehouse.json5\"")
        try await withGatehouse(launcher: launcher) { house, admin in
            let filler = "/proc/\(house.process.pid)/root\(house.folder.path)/data/filler"
            try await Self.survive(house, admin) {
                _ = FileManager.default.createFile(atPath: filler, contents: nil)
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: filler))
                for size in [65_536, 4_096, 512] {
                    while (try? file.write(contentsOf: Data(count: size))) != nil {}
                }
                try file.close()
            } end: {
                try FileManager.default.removeItem(atPath: filler)
            }
        }
    }

    /// The kernel lets no file grow, the log neither.
    @Test func aFileThatMayNotGrowIsReportedAndForgottenWhenItMay() async throws {
        let launcher = ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]
        try await withGatehouse(launcher: launcher) { house, admin in
            func limit(_ value: String) async throws {
                let command = ["prlimit", "--pid", "\(house.process.pid)", "--fsize=\(value):unlimited"]
                #expect(try await ChildProcess.run(command, in: house.folder).ending == .exit(0))
            }
            try await Self.survive(house, admin) {
                try await limit("1")
            } end: {
                try await limit("unlimited")
            }
        }
    }

    @Test(.enabled(if: Immutability.place != nil, "needs root and a file system that knows immutable files"))
    func aReadOnlyFileIsReportedAndForgottenWhenItIsWritable() async throws {
        try await withGatehouse(in: try #require(Immutability.place)) { house, admin in
            func mark(_ sign: String) async throws {
                let files = ["", "-wal"].map { "\(house.folder.path)/data/gatehouse.sqlite\($0)" }
                #expect(
                    try await ChildProcess.run(["chattr", "\(sign)i"] + files, in: house.folder).ending == .exit(0))
            }
            do {
                try await Self.survive(house, admin) {
                    try await mark("+")
                } end: {
                    try await mark("-")
                }
            } catch {
                try await mark("-")
                throw error
            }
        }
    }
}
