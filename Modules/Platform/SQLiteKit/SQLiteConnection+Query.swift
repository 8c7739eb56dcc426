import CSQLite

extension SQLiteConnection {
    /// Runs a statement that answers no row.
    /// - Returns: how many rows it inserted, changed or deleted.
    @discardableResult
    package func run<each Value: SQLiteBindable>(_ sql: SQL, _ values: repeat each Value) throws(SQLiteError) -> Int {
        let statement = try statement(for: sql)
        defer { statement.reset() }
        var index: Int32 = 0
        repeat try bind(each values, to: statement, after: &index)
        while try statement.step() {}
        return Int(sqlite3_changes(handle))
    }

    /// The first row, or `nil`.
    package func first<each Value: SQLiteBindable, Result>(
        _ sql: SQL, _ values: repeat each Value, read: (SQLiteRow) throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result? {
        let statement = try statement(for: sql)
        defer { statement.reset() }
        var index: Int32 = 0
        repeat try bind(each values, to: statement, after: &index)
        return try statement.step() ? try read(SQLiteRow(statement.handle)) : nil
    }

    /// Every row.
    package func all<each Value: SQLiteBindable, Result>(
        _ sql: SQL, _ values: repeat each Value, read: (SQLiteRow) throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> [Result] {
        let statement = try statement(for: sql)
        defer { statement.reset() }
        var index: Int32 = 0
        repeat try bind(each values, to: statement, after: &index)
        return try rows(of: statement, read)
    }

    /// Every row of a statement that was put together. Its text is the key of the prepared form, so values belong
    /// into `values`, never into the text.
    package func all<Result>(
        text: String, values: [any SQLiteBindable], read: (SQLiteRow) throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> [Result] {
        let statement = try statement(forText: text)
        defer { statement.reset() }
        var index: Int32 = 0
        for value in values { try bind(value, to: statement, after: &index) }
        return try rows(of: statement, read)
    }

    /// Every row of a statement that is run once for each of the keys, which are bound to its `?1`. Takes less time than one
    /// that is told all keys in a list, which SQLite has to take apart.
    /// - Parameter read: told the place of the key, too.
    package func each<Key: SQLiteBindable>(
        _ sql: SQL, of keys: [Key], read: (Int, SQLiteRow) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        let statement = try statement(for: sql)
        defer { statement.reset() }
        for place in keys.indices {
            var index: Int32 = 0
            try bind(keys[place], to: statement, after: &index)
            while try statement.step() { try read(place, SQLiteRow(statement.handle)) }
            statement.rewind()
        }
    }

    private func rows<Result>(
        of statement: SQLiteStatement, _ read: (SQLiteRow) throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> [Result] {
        var results: [Result] = []
        while try statement.step() { results.append(try read(SQLiteRow(statement.handle))) }
        return results
    }

    private func bind(
        _ value: some SQLiteBindable, to statement: SQLiteStatement, after index: inout Int32
    ) throws(SQLiteError) {
        index += 1
        let code = value.bind(to: statement.handle, at: index)
        guard code == SQLITE_OK else { throw statement.failure(code) }
    }
}
