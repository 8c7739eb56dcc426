import FoundationEssentials
import IdentityCore
import SQLiteKit

struct SigningKeysTable: SigningKeyReading, SigningKeyWriting {
    let statements: StatementRunner

    func find(_ id: SigningKeyID) throws(ServiceError) -> SigningKey? {
        try statements.first(Text.byID, id.rawValue, read: Self.key)
    }

    func current() throws(ServiceError) -> SigningKey? { try statements.first(Text.current, read: Self.key) }

    func list() throws(ServiceError) -> [SigningKey] { try statements.all(Text.list, read: Self.key) }

    func insert(_ key: SigningKey) throws(ServiceError) -> Bool {
        guard try find(key.id) == nil else { throw .alreadyExists(.signingKey, field: "id") }
        guard try isTaken(key) else { return false }
        try statements.run(
            Text.insert, key.id.rawValue, key.algorithm.rawValue, key.publicKey, key.sealed?.bytes,
            key.createdAt.microseconds, key.verifiesUntil?.microseconds)
        return true
    }

    func replace(_ key: SigningKey) throws(ServiceError) -> Bool {
        guard try find(key.id) != nil else { throw .notFound(.signingKey) }
        guard try isTaken(key) else { return false }
        try statements.run(Text.replace, key.id.rawValue, key.sealed?.bytes, key.verifiesUntil?.microseconds)
        return true
    }

    private func isTaken(_ key: SigningKey) throws(ServiceError) -> Bool {
        let admitted = try SealedItemsTable(statements: statements).admittedKey()
        if let admitted, let sealed = key.sealed, sealed.key != admitted { return false }
        if key.verifiesUntil == nil, let current = try current(), current.id != key.id {
            throw .alreadyExists(.signingKey, field: "current")
        }
        return true
    }

    private static func key(_ row: SQLiteRow) throws(SQLiteError) -> SigningKey {
        var sealed: SealedSecret?
        if !row.isNull(3) {
            sealed = SealedSecret(bytes: row.bytes(3))
            guard sealed != nil else { throw .unexpectedValue(column: 3, wanted: "sealed secret") }
        }
        return SigningKey(
            id: SigningKeyID(rawValue: row.text(0)), algorithm: try row.word(1, SigningAlgorithm.self),
            publicKey: row.bytes(2), sealed: sealed, createdAt: row.date(4), verifiesUntil: row.optionalDate(5))
    }

    enum Text {
        private static let columns = "id, algorithm, public_key, sealed, created_at, verifies_until"

        static let byID = SQL("SELECT \(columns) FROM signing_keys WHERE id = ?1")
        static let current = SQL("SELECT \(columns) FROM signing_keys WHERE verifies_until IS NULL")
        static let list = SQL(
            "SELECT \(columns) FROM signing_keys ORDER BY verifies_until IS NOT NULL, verifies_until DESC, id")
        static let insert = SQL("INSERT INTO signing_keys (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        static let replace = SQL("UPDATE signing_keys SET sealed = ?2, verifies_until = ?3 WHERE id = ?1")
    }
}
