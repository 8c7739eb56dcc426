import CSQLite
package import FoundationEssentials

/// The row that a statement stands on. Valid only inside the closure it was handed to. Columns count from 0.
package struct SQLiteRow {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) { self.statement = statement }

    package func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    package func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }
    package func bool(_ column: Int32) -> Bool { sqlite3_column_int(statement, column) != 0 }

    /// NULL reads as the empty text; ask `optionalText` where NULL means something.
    package func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    package func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    package func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

    package func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// - Throws: `unexpectedValue` when the column isn't a BLOB of 16 bytes.
    package func uuid(_ column: Int32) throws(SQLiteError) -> UUID {
        guard let start = sqlite3_column_blob(statement, column), sqlite3_column_bytes(statement, column) == 16
        else { throw .unexpectedValue(column: column, wanted: "UUID") }
        return UUID(uuid: start.loadUnaligned(as: uuid_t.self))
    }

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
}
