import SQLiteKit

struct DatabaseCheck {
    let path: String
    let busyTimeout: Duration

    func findings() throws(SQLiteOpenProblem) -> [String] {
        do throws(SQLiteError) {
            let connection = try SQLiteConnection(path: path, mode: .read, busyTimeout: busyTimeout)
            do throws(SQLiteOpenProblem) {
                _ = try DatabaseFile.recognise(connection, path: path)
            } catch {
                return [error.description]
            }
            var findings = try connection.all(SQL("PRAGMA integrity_check")) { $0.text(0) }.filter { $0 != "ok" }
            findings += try connection.all(SQL("PRAGMA foreign_key_check")) { row in
                "A row of \(row.text(0)) refers to a row of \(row.text(2)) that does not exist."
            }
            return findings + (try schemaFindings(connection))
        } catch {
            guard error.kind == .corrupt else { throw .sqlite(path: path, error) }
            return ["The file is damaged: \(error.message)."]
        }
    }

    /// Compares with a database made anew by the same migrations.
    private func schemaFindings(_ connection: SQLiteConnection) throws(SQLiteError) -> [String] {
        let taken = Set(try connection.all(SQL("SELECT name FROM migrations")) { $0.text(0) })
        let model = try SQLiteConnection(path: ":memory:", mode: .memory, busyTimeout: busyTimeout)
        try model.execute(Migrator.ledger)
        for migration in Migration.all where taken.contains(migration.name) { try model.execute(migration.sql) }
        let wanted = try objects(of: model)
        let found = try objects(of: connection)
        var findings: [String] = []
        for (name, sql) in wanted.sorted(by: { $0.key < $1.key }) where found[name] != sql {
            findings.append(found[name] == nil ? "\(name) is missing." : "\(name) differs from its definition.")
        }
        for name in found.keys.sorted() where wanted[name] == nil { findings.append("\(name) does not belong here.") }
        return findings
    }

    private func objects(of connection: SQLiteConnection) throws(SQLiteError) -> [String: String] {
        let sql = SQL("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema")
        let pairs = try connection.all(sql) { ($0.text(0), $0.text(1)) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
