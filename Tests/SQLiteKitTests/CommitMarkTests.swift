import FoundationEssentials
import Glibc
import SQLiteKit
import Testing

/// A database with a write-ahead log and two connections to it.
private func withPair(_ body: (_ watcher: SQLiteConnection, _ writer: SQLiteConnection) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/commit-mark-\(UUID().uuidString)"
    close(Glibc.open(path, O_RDWR | O_CREAT | O_EXCL, 0o600))
    defer { for side in ["", "-wal", "-shm"] { unlink(path + side) } }
    let writer = try SQLiteConnection(path: path, mode: .readWrite, busyTimeout: .zero)
    try writer.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    let watcher = try SQLiteConnection(path: path, mode: .read, busyTimeout: .zero)
    _ = try watcher.dataVersion()
    try body(watcher, writer)
}

@Test func theCommitMarkMovesWithEachCommitAndStandsStillOtherwise() throws {
    try withPair { watcher, writer in
        var seen: Set<UInt64> = [try #require(watcher.commitMark())]
        for number in 1...500 {
            try writer.execute("INSERT INTO t VALUES (\(number))")
            let mark = try #require(watcher.commitMark())
            #expect(seen.insert(mark).inserted)
            _ = try writer.all(SQL("SELECT count(*) FROM t")) { $0.int(0) }
            #expect(watcher.commitMark() == mark)
        }
    }
}

@Test func theCommitMarkMovesAlsoWhenTheLogStartsAnew() throws {
    try withPair { watcher, writer in
        try writer.execute("INSERT INTO t VALUES (1)")
        let before = try #require(watcher.commitMark())
        try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try writer.execute("INSERT INTO t VALUES (2)")
        #expect(try #require(watcher.commitMark()) != before)
    }
}

@Test func whatWasRolledBackMovesNoCommitMark() throws {
    try withPair { watcher, writer in
        let before = try #require(watcher.commitMark())
        try writer.execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (1); ROLLBACK")
        #expect(watcher.commitMark() == before)
    }
}

@Test func aDatabaseWithoutALogHasNoCommitMark() throws {
    let connection = try SQLiteConnection(path: ":memory:", mode: .memory, busyTimeout: .zero)
    #expect(connection.commitMark() == nil)
}
