import FoundationEssentials
import Glibc
import SQLiteKit
import Testing

private func memory() throws -> SQLiteConnection {
    try SQLiteConnection(path: ":memory:", mode: .memory, busyTimeout: .zero)
}

private func temporaryFile() -> String {
    let path = FileManager.default.temporaryDirectory.path + "/sqlitekit-\(UUID().uuidString)"
    close(Glibc.open(path, O_RDWR | O_CREAT | O_EXCL, 0o600))
    return path
}

private func remove(_ path: String) { for side in ["", "-wal", "-shm", "-journal"] { unlink(path + side) } }

private func error(_ body: () throws -> Void) throws -> SQLiteError {
    try #require(throws: SQLiteError.self) { try body() }
}

@Test func everyKindOfValueComesBackAsItWasBound() throws {
    let connection = try memory()
    let id = UUID()
    let text = "a\u{0}b é 😀"
    let rows: [Void] = try connection.all(
        SQL("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"), Int64.min, text, "", [UInt8](), [UInt8]([0, 255]), id,
        String?.none, true, 7
    ) { row throws(SQLiteError) in
        #expect(row.int64(0) == .min)
        #expect(row.text(1) == text)
        #expect(!row.isNull(2) && row.optionalText(2) == "")
        #expect(!row.isNull(3) && row.bytes(3).isEmpty)
        #expect(row.bytes(4) == [0, 255])
        #expect(try row.uuid(5) == id)
        #expect(row.isNull(6) && row.optionalText(6) == nil && row.optionalInt64(6) == nil)
        #expect(row.bool(7))
        #expect(row.int(8) == 7)
    }
    #expect(rows.count == 1)
}

@Test func aStatementIsRunForEachKeyInTurn() throws {
    let connection = try memory()
    try connection.execute(
        "CREATE TABLE pairs (a INTEGER, b TEXT); INSERT INTO pairs VALUES (1, 'x'), (1, 'y'), (3, 'z')")
    let wanted = SQL("SELECT b FROM pairs WHERE a = ?1 ORDER BY b")
    for _ in 0..<2 {
        var found: [String] = []
        try connection.each(wanted, of: [3, 2, 1, 3]) { place, row in found.append("\(place)\(row.text(0))") }
        #expect(found == ["0z", "2x", "2y", "3z"])
    }
    let broken = try error {
        try connection.each(wanted, of: [1]) { (_, row) throws(SQLiteError) in _ = try row.uuid(0) }
    }
    #expect(broken.kind == .unexpectedValue)
    #expect(try connection.all(wanted, 1) { $0.text(0) } == ["x", "y"])
}

@Test func aBlobOfAnotherLengthIsNoUUID() throws {
    let connection = try memory()
    let found = try error {
        _ = try connection.first(SQL("SELECT x'0011'")) { row throws(SQLiteError) in try row.uuid(0) }
    }
    #expect(found.kind == .unexpectedValue)
}

@Test func aViolatedConstraintIsNamedAndItsValueIsNot() throws {
    let connection = try memory()
    try connection.execute(
        """
        CREATE TABLE parent (id INTEGER PRIMARY KEY, a TEXT, b TEXT, UNIQUE (a, b)) STRICT;
        CREATE TABLE child (parent INTEGER REFERENCES parent (id), positive INTEGER CHECK (positive > 0)) STRICT;
        """)
    let insert = SQL("INSERT INTO parent VALUES (?1, ?2, ?3)")
    try connection.run(insert, 1, "hunter2", "x")
    let unique = try error { try connection.run(insert, 2, "hunter2", "x") }
    #expect(unique.kind == .uniqueViolation(columns: "parent.a, parent.b"))
    #expect(unique.sql == insert.text && !unique.description.contains("hunter2"))
    #expect(try error { try connection.run(insert, 1, "y", "y") }.kind == .uniqueViolation(columns: "parent.id"))
    #expect(try error { try connection.run(SQL("INSERT INTO child VALUES (9, 1)")) }.kind == .foreignKeyViolation)
    #expect(try error { try connection.run(SQL("INSERT INTO child VALUES (1, 0)")) }.kind == .otherConstraint)
}

@Test func aStatementCanBeUsedAgainAfterAnError() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a INTEGER UNIQUE)")
    let insert = SQL("INSERT INTO t VALUES (?1)")
    for _ in 1...3 { _ = try? connection.run(insert, 1) }
    #expect(try connection.run(insert, 2) == 1)
    #expect(try connection.all(SQL("SELECT a FROM t ORDER BY a")) { $0.int(0) } == [1, 2])
}

@Test func aMissingFileCannotBeOpenedAndIsNotMade() throws {
    let path = temporaryFile()
    remove(path)
    #expect(
        try error { _ = try SQLiteConnection(path: path, mode: .readWrite, busyTimeout: .zero) }.kind == .cannotOpen)
    #expect(access(path, F_OK) != 0)
}

@Test func aFileThatIsNoDatabaseIsCalledSo() throws {
    let path = temporaryFile()
    defer { remove(path) }
    try String(repeating: "no database at all ", count: 100).write(toFile: path, atomically: false, encoding: .utf8)
    let connection = try SQLiteConnection(path: path, mode: .readWrite, busyTimeout: .zero)
    #expect(try error { try connection.execute("SELECT * FROM sqlite_schema") }.kind == .notADatabase)
}

@Test func aReaderCanNotWrite() throws {
    let path = temporaryFile()
    defer { remove(path) }
    let connection = try SQLiteConnection(path: path, mode: .read, busyTimeout: .zero)
    #expect(try error { try connection.execute("CREATE TABLE t (a)") }.kind == .readOnly)
}

@Test func aSecondWriterIsBusyUntilTheFirstIsDone() throws {
    let path = temporaryFile()
    defer { remove(path) }
    let first = try SQLiteConnection(path: path, mode: .readWrite, busyTimeout: .zero)
    let second = try SQLiteConnection(path: path, mode: .readWrite, busyTimeout: .zero)
    try first.execute("PRAGMA journal_mode = WAL")
    try first.beginWriting()
    #expect(first.isInTransaction)
    #expect(try error { try second.beginWriting() }.kind == .busy)
    #expect(!second.isInTransaction)
    first.rollback()
    try second.beginWriting()
    try second.commit()
}

@Test func aFullDatabaseIsCalledSoAndCanBeReadOn() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a BLOB); INSERT INTO t VALUES (1); PRAGMA max_page_count = 10")
    let insert = SQL("INSERT INTO t VALUES (zeroblob(100000))")
    #expect(try error { try connection.run(insert) }.kind == .full)
    #expect(try connection.first(SQL("SELECT count(*) FROM t")) { $0.int(0) } == 1)
}

@Test func aStatementPastItsDeadlineIsInterruptedAndTheNextIsNot() throws {
    let connection = try memory()
    let endless = SQL("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
    let found = try error {
        try connection.withDeadline(after: .milliseconds(5)) { _ = try connection.first(endless) { $0.int(0) } }
    }
    #expect(found.kind == .interrupted)
    #expect(try connection.first(SQL("SELECT 1")) { $0.int(0) } == 1)
}

@Test func aPartIsUndoneAloneAndTheRestIsKept() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a INTEGER)")
    let insert = SQL("INSERT INTO t VALUES (?1)")
    try connection.beginWriting()
    for (number, isKept) in [(1, true), (2, false), (3, true)] {
        try connection.beginPart()
        try connection.run(insert, number)
        if isKept { try connection.keepPart() } else { try connection.undoPart() }
    }
    try connection.commit()
    #expect(try connection.all(SQL("SELECT a FROM t ORDER BY a")) { $0.int(0) } == [1, 3])
}

@Test func theDataVersionMovesWithTheCommitsOfOthersOnly() throws {
    let path = temporaryFile()
    defer { remove(path) }
    let watcher = try SQLiteConnection(path: path, mode: .readWrite, busyTimeout: .zero)
    let writer = try SQLiteConnection(path: path, mode: .readWrite, busyTimeout: .zero)
    try watcher.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    let before = try watcher.dataVersion()
    try watcher.execute("INSERT INTO t VALUES (1)")
    #expect(try watcher.dataVersion() == before)
    try writer.execute("INSERT INTO t VALUES (2)")
    #expect(try watcher.dataVersion() != before)
}

@Test func aCopyHoldsWhatTheOriginalHeld() throws {
    let original = try memory()
    let copy = try memory()
    try original.execute("CREATE TABLE t (a); INSERT INTO t VALUES ('x'), ('y')")
    try original.copy(to: copy)
    #expect(try copy.all(SQL("SELECT a FROM t ORDER BY a")) { $0.text(0) } == ["x", "y"])
}

@Test func aWordInDoubleQuotesIsNeverTakenForAText() throws {
    let connection = try memory()
    #expect(try error { try connection.execute("SELECT \"nothing of that name\"") }.kind == .other)
}

@Test func theSchemaCannotBeRewrittenThroughSQL() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a)")
    try connection.execute("PRAGMA writable_schema = ON")
    _ = try error { try connection.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (b)'") }
}
