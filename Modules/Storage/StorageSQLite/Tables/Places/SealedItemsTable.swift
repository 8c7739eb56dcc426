import FoundationEssentials
import IdentityCore
import SQLiteKit

struct SealedItemsTable: SealedItemReading, SealedItemWriting {
    let statements: StatementRunner

    func find(_ binding: SealBinding) throws(ServiceError) -> SealedItem? {
        try statements.first(
            Text.find, binding.user.rawValue, binding.purpose.rawValue, binding.name, read: Self.item)
    }

    func list(
        _ purpose: SealBinding.Purpose, of user: UserID, after name: String?, limit: Int
    ) throws(ServiceError) -> [SealedItem] {
        let limit = max(limit, 0)
        guard let name else {
            return try statements.all(Text.first, user.rawValue, purpose.rawValue, limit, read: Self.item)
        }
        return try statements.all(Text.next, user.rawValue, purpose.rawValue, limit, name, read: Self.item)
    }

    func notSealed(under key: SealingKeyID, limit: Int) throws(ServiceError) -> [SealedItem] {
        try statements.all(Text.notSealed, key.rawValue, max(limit, 0), read: Self.item)
    }

    func countNotSealed(under key: SealingKeyID) throws(ServiceError) -> Int {
        try statements.first(Text.countNotSealed, key.rawValue) { $0.int(0) } ?? 0
    }

    func admittedKey() throws(ServiceError) -> SealingKeyID? {
        try statements.first(Text.admitted) { SealingKeyID(rawValue: $0.text(0)) }
    }

    func put(_ item: SealedItem) throws(ServiceError) -> Bool {
        if let admitted = try admittedKey(), admitted != item.sealed.key { return false }
        try statements.run(
            Text.put, item.binding.user.rawValue, item.binding.purpose.rawValue, item.binding.name,
            item.sealed.key.rawValue, item.sealed.bytes, item.detail, item.createdAt.microseconds,
            item.updatedAt.microseconds)
        return true
    }

    func remove(_ binding: SealBinding) throws(ServiceError) -> Bool {
        try statements.run(Text.remove, binding.user.rawValue, binding.purpose.rawValue, binding.name) == 1
    }

    func admit(only key: SealingKeyID) throws(ServiceError) { try statements.run(Text.admit, key.rawValue) }

    private static func item(_ row: SQLiteRow) throws(SQLiteError) -> SealedItem {
        guard let sealed = SealedSecret(bytes: row.bytes(3)) else {
            throw .unexpectedValue(column: 3, wanted: "sealed secret")
        }
        return SealedItem(
            binding: SealBinding(
                purpose: try row.word(1, SealBinding.Purpose.self), user: UserID(try row.uuid(0)), name: row.text(2)),
            sealed: sealed, detail: row.optionalText(4), createdAt: row.date(5), updatedAt: row.date(6))
    }

    enum Text {
        private static let columns = "user, purpose, name, sealed, detail, created_at, updated_at"
        private static let ofUser = "SELECT \(columns) FROM sealed_items WHERE user = ?1 AND purpose = ?2"

        static let find = SQL("\(ofUser) AND name = ?3")
        static let first = SQL("\(ofUser) ORDER BY name LIMIT ?3")
        static let next = SQL("\(ofUser) AND name > ?4 ORDER BY name LIMIT ?3")
        /// Two searches, because for `<>` SQLite reads everything.
        static let notSealed = SQL(
            """
            SELECT \(columns) FROM sealed_items WHERE sealing_key < ?1
            UNION ALL SELECT \(columns) FROM sealed_items WHERE sealing_key > ?1 LIMIT ?2
            """)
        static let countNotSealed = SQL(
            """
            SELECT (SELECT count(*) FROM sealed_items WHERE sealing_key < ?1)
                + (SELECT count(*) FROM sealed_items WHERE sealing_key > ?1)
            """)
        static let admitted = SQL("SELECT sealing_key FROM admitted_key")
        static let put = SQL(
            """
            INSERT INTO sealed_items (user, purpose, name, sealing_key, sealed, detail, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (user, purpose, name) DO UPDATE
            SET sealing_key = ?4, sealed = ?5, detail = ?6, created_at = ?7, updated_at = ?8
            """)
        static let remove = SQL("DELETE FROM sealed_items WHERE user = ?1 AND purpose = ?2 AND name = ?3")
        static let admit = SQL(
            """
            INSERT INTO admitted_key (one, sealing_key) VALUES (1, ?1)
            ON CONFLICT (one) DO UPDATE SET sealing_key = ?1
            """)
    }
}
