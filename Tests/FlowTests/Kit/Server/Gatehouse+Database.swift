import SQLiteKit

/// A look into the database file, past the server.
extension Gatehouse {
    func database() throws -> SQLiteConnection {
        try SQLiteConnection(path: "\(folder.path)/data/gatehouse.sqlite", mode: .readWrite, busyTimeout: .seconds(5))
    }

    /// The first column of every row, as text.
    func rows(_ sql: String, _ values: String...) throws -> [String] {
        try database().all(text: sql, values: values) { $0.text(0) }
    }

    func change(_ sql: String, _ values: String...) throws {
        _ = try database().all(text: sql, values: values) { _ in 0 }
    }

    func storedHash(of login: String) throws -> String? {
        try rows("SELECT hash FROM passwords JOIN users ON users.id = passwords.user WHERE login = ?", login).first
    }

    /// Every row that a request could have changed, as one text.
    func contents() throws -> [String] {
        try ["users", "passwords", "sessions", "audit"].flatMap { table in
            try rows("SELECT '\(table) ' || count(*) FROM \(table)")
        } + rows("SELECT login || version || is_enabled || roles || display_name FROM users ORDER BY id")
    }
}
