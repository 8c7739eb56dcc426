import Foundation
import Glibc
import SQLiteKit
import Testing

@Suite struct ExitCodeTests {
    @Test func doneIsZero() throws {
        #expect(try Site().run("version").status == 0)
    }

    @Test func aFailureWithoutANumberIsOne() throws {
        let site = try Site.initialized()
        let key = "\(site.data)/master.key"
        #expect(chmod(key, 0o644) == 0)
        let run = try site.run("user", "list")
        #expect(run.status == 1)
        #expect(
            run.errors
                == "gatehouse: Others may read the master key. Mend it with: chmod 600 \(key)\n")
    }

    @Test func aResultThatCannotBeWrittenIsAFailure() throws {
        let run = try Site().run(["version"], output: "/dev/full")
        #expect(run.status == 1)
        #expect(run.errors == "cannot write standard output: No space left on device\n")
    }

    @Test func whatDoesNotExistIsThree() throws {
        let site = try Site.initialized()
        let run = try site.run("user", "show", "nobody")
        #expect(run.status == 3)
        #expect(run.errors == "gatehouse: there is no such user\n")
        #expect(try site.run("session", "end", UUID().uuidString).status == 3)
        let empty = try Site()
        let absent = try empty.run("status")
        #expect(absent.status == 3)
        #expect(
            absent.errors
                == "gatehouse: There is no \(empty.data)/gatehouse.json5. Make a data folder with: gatehouse init "
                + "--data DIR\n")
    }

    @Test func whatIsRefusedIsFour() throws {
        let site = try Site.initialized()
        try site.plant("INSERT INTO migrations (name, applied_at) VALUES ('999-from-tomorrow', 0)")
        for command in [["user", "list"], ["status"], ["database", "migrate"], ["database", "migrate", "--dry-run"]] {
            let run = try site.run(command)
            #expect(run.status == 4)
            #expect(run.errors.contains("was made by a newer Gatehouse"))
            #expect(run.errors.contains("999-from-tomorrow"))
        }
    }

    @Test func aConflictIsFive() throws {
        let site = try Site.initialized()
        let before = try site.run("user", "show", "admin", "--json").output
        let key = try site.text(of: "\(site.data)/master.key")
        let again = try site.run("init", "--admin-login", "other")
        #expect(again.status == 5)
        #expect(again.errors == "gatehouse: \(site.data) holds a Gatehouse already; nothing was changed\n")
        #expect(try site.run("user", "list", "--json").list().count == 1)
        #expect(try site.run("user", "show", "admin", "--json").output == before)
        #expect(try site.text(of: "\(site.data)/master.key") == key)

        #expect(try site.user("ADMIN").errors == "gatehouse: there is another user with this login\n")
        #expect(try site.user("ADMIN").status == 5)
        for command in [["disable"], ["delete", "--yes"], ["edit", "--role", "member"]] {
            let run = try site.run(["user", command[0], "admin"] + command.dropFirst())
            #expect(run.status == 5)
            #expect(run.errors == "gatehouse: this would leave no enabled super-admin; make another one first\n")
        }
        #expect(try site.run("user", "edit", "admin", "--name", "A", "--if-version", "9").status == 5)
    }

    @Test func aRefusedInitialisationLeavesNoConfigurationBehind() throws {
        let site = try Site.initialized()
        try FileManager.default.removeItem(atPath: "\(site.data)/gatehouse.json5")
        #expect(try site.run("init").status == 5)
        #expect(!FileManager.default.fileExists(atPath: "\(site.data)/gatehouse.json5"))
    }

    @Test func aLockedDatabaseIsSix() throws {
        let site = try Site.initialized()
        let other = try SQLiteConnection(path: site.database, mode: .readWrite, busyTimeout: .seconds(1))
        try other.execute("BEGIN IMMEDIATE")
        let run = try site.user("ada", "--json")
        #expect(run.status == 6)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.last?.contains(#""code":"unavailable""#) == true)
    }

    @Test func aRefusedValueIsSevenAndAllProblemsAreTold() throws {
        let site = try Site.initialized()
        let run = try site.run(
            "user", "create", " me", "--email", "no-address", "--source", "nowhere", "--password-file", "-",
            input: "short")
        #expect(run.status == 7)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.first == "gatehouse: the input was refused; nothing was changed")
        for field in ["login", "mail address", "source", "password"] {
            #expect(lines.dropFirst().contains { $0.contains(field) }, "\(field)")
        }
        #expect(try site.run("user", "list", "--json").list().count == 1)
    }
}
