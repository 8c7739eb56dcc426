import IdentityCore
import SQLiteKit

struct DocumentsTable: DocumentReading, DocumentWriting {
    let statements: StatementRunner

    func find(_ name: DocumentName, of owner: DocumentOwner) throws(ServiceError) -> Document? {
        try statements.first(Text.find, owner.kind.rawValue, owner.id, name.rawValue, read: Self.document)
    }

    func list(of owner: DocumentOwner) throws(ServiceError) -> [Document] {
        try statements.all(Text.ofOwner, owner.kind.rawValue, owner.id, read: Self.document)
    }

    func list(_ name: DocumentName, of owners: [DocumentOwner]) throws(ServiceError) -> [Document] {
        let rows = Set(owners).map { [$0.kind.rawValue, $0.id] }
        return try statements.all(Text.ofOwners, ValueList.json(rows: rows), name.rawValue, read: Self.document)
    }

    func put(_ document: Document) throws(ServiceError) {
        try statements.run(
            Text.put, document.owner.kind.rawValue, document.owner.id, document.name.rawValue, document.text)
    }

    func remove(_ name: DocumentName, of owner: DocumentOwner) throws(ServiceError) -> Bool {
        try statements.run(Text.remove, owner.kind.rawValue, owner.id, name.rawValue) == 1
    }

    /// For whoever removes the owner.
    func removeAll(of owner: DocumentOwner) throws(ServiceError) {
        try statements.run(Text.removeAll, owner.kind.rawValue, owner.id)
    }

    private static func document(_ row: SQLiteRow) throws(SQLiteError) -> Document {
        Document(
            owner: DocumentOwner(kind: try row.word(0, EntityKind.self), id: row.text(1)),
            name: DocumentName(rawValue: row.text(2)), text: row.text(3))
    }

    enum Text {
        private static let columns = "owner_kind, owner_id, name, text"
        static let find = SQL(
            "SELECT \(columns) FROM documents WHERE owner_kind = ?1 AND owner_id = ?2 AND name = ?3")
        static let ofOwner = SQL(
            "SELECT \(columns) FROM documents WHERE owner_kind = ?1 AND owner_id = ?2 ORDER BY name")
        static let ofOwners = SQL(
            """
            SELECT \(columns) FROM json_each(?1) AS owners CROSS JOIN documents
            ON owner_kind = json_extract(owners.value, '$[0]') AND owner_id = json_extract(owners.value, '$[1]')
                AND name = ?2
            """)
        static let put = SQL(
            """
            INSERT INTO documents (\(columns)) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (owner_kind, owner_id, name) DO UPDATE SET text = ?4
            """)
        static let remove = SQL("DELETE FROM documents WHERE owner_kind = ?1 AND owner_id = ?2 AND name = ?3")
        static let removeAll = SQL("DELETE FROM documents WHERE owner_kind = ?1 AND owner_id = ?2")
    }
}
