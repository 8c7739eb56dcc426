import Foundation
import SQLiteKit
import Testing

@Suite struct DatabaseTests {
    @Test func aBackupIsACompleteCopyForItsOwnerOnly() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let copy = "\(site.path)/copy.sqlite"
        let run = try site.run("database", "backup", copy, "--json")
        #expect(try run.json()["copy"] as? String == copy)
        #expect(try site.mode(of: copy) == 0o600)
        let connection = try SQLiteConnection(path: copy, mode: .read, busyTimeout: .seconds(1))
        #expect(try connection.first(SQL("SELECT count(*) FROM users")) { $0.int(0) } == 2)
        #expect(try connection.first(SQL("PRAGMA integrity_check")) { $0.text(0) } == "ok")
    }

    @Test func aBackupOverwritesNothing() throws {
        let site = try Site.initialized()
        let file = try site.file("precious", "do not touch")
        let run = try site.run("database", "backup", file)
        #expect(run.status == 5)
        #expect(run.errors == "gatehouse: \(file) exists already; it was left as it is\n")
        #expect(try site.text(of: file) == "do not touch")
        #expect(try site.run("database", "backup", "\(site.path)/no/such/folder").status == 3)
    }

    @Test func damageIsFound() throws {
        let site = try Site.initialized()
        #expect(try site.run("database", "check").output == "\(site.database) is sound\n")
        try site.plant("DROP INDEX users_by_email")
        let run = try site.run("database", "check")
        #expect(run.status == 1)
        #expect(run.errors.contains("  - index users_by_email is missing."))
        #expect(try (site.run("database", "check", "--json").json()["findings"] as? [Any])?.count == 1)
    }

    @Test func pendingMigrationsAreShownThenTakenAfterACopy() throws {
        let site = try Site.initialized()
        let all = try site.run("database", "migrate", "--dry-run", "--json").json()
        #expect(all["pending"] as? [String] == [])
        // The last step makes the table `probe`: a database from before it.
        try site.plant("DROP TABLE probe; DELETE FROM migrations WHERE name = '004-probe'")
        let before = try site.run("database", "migrate", "--dry-run", "--json").json()
        #expect(before["pending"] as? [String] == ["004-probe"])
        let status = try site.run("status", "--json").json()
        #expect(status["schemaIsUpToDate"] as? Bool == false)
        #expect(status["users"] is NSNull)

        let after = try site.run("database", "migrate", "--json").json()
        #expect(after["taken"] as? [String] == ["004-probe"])
        #expect(after["pending"] as? [String] == [])
        let copy = try #require(after["copy"] as? String)
        #expect(try site.mode(of: copy) == 0o600)
        #expect(try site.run("database", "check").status == 0)
    }

    @Test func anotherProgramsFileIsLeftAlone() throws {
        let site = try Site.initialized()
        try FileManager.default.removeItem(atPath: site.database)
        try Data("this is a letter to my aunt, and no database at all".utf8).write(
            to: URL(fileURLWithPath: site.database))
        let run = try site.run("user", "list")
        #expect(run.status == 4)
        #expect(run.errors.contains("is not a Gatehouse database"))
        #expect(try site.text(of: site.database).hasPrefix("this is a letter"))
    }
}
