import FoundationEssentials
import IdentityCore
import SQLiteKit

struct ClientsTable: ClientReading, ClientWriting {
    let statements: StatementRunner

    func find(_ id: ClientID) throws(ServiceError) -> Client? {
        try statements.first(ClientStatements.byID, id.rawValue, read: Self.client)
    }

    func find(key: UUID) throws(ServiceError) -> Client? {
        try statements.first(ClientStatements.byKey, key, read: Self.client)
    }

    func list(of realm: OrganizationID?, after: ClientID?, limit: Int) throws(ServiceError) -> [Client] {
        let after = after?.rawValue ?? "", limit = max(limit, 0)
        guard let realm else { return try statements.all(ClientStatements.list, after, limit, read: Self.client) }
        return try statements.all(ClientStatements.listOfRealm, after, limit, realm.rawValue, read: Self.client)
    }

    func secret(of id: ClientID) throws(ServiceError) -> SealedSecret? {
        try statements.first(ClientStatements.secret, id.rawValue) { row throws(SQLiteError) in
            try Self.sealed(row, 0)
        }
    }

    func secrets(exceptUnder key: SealingKeyID, limit: Int) throws(ServiceError) -> [ClientSecret] {
        try statements.all(ClientStatements.secrets, key.rawValue, max(limit, 0)) { row throws(SQLiteError) in
            ClientSecret(
                client: ClientID(rawValue: row.text(0)), key: try row.uuid(1), sealed: try Self.sealed(row, 2))
        }
    }

    func countSecrets(exceptUnder key: SealingKeyID) throws(ServiceError) -> Int {
        try statements.first(ClientStatements.countSecrets, key.rawValue) { $0.int(0) } ?? 0
    }

    func insert(_ client: Client) throws(ServiceError) {
        try statements.run(
            ClientStatements.insert, client.id.rawValue, client.name, client.about, client.isEnabled,
            client.createdAt.microseconds, client.updatedAt.microseconds, client.version)
        try statements.run(
            ClientStatements.insertSettings, client.id.rawValue, client.key, client.settings.realm?.rawValue,
            try document(of: client))
    }

    func replace(_ client: Client) throws(ServiceError) {
        let changed = try statements.run(
            ClientStatements.replace, client.id.rawValue, client.name, client.about, client.isEnabled,
            client.updatedAt.microseconds, client.version)
        guard changed == 1 else { throw .notFound(.client) }
        try statements.run(
            ClientStatements.replaceSettings, client.id.rawValue, client.settings.realm?.rawValue,
            try document(of: client))
    }

    func remove(_ id: ClientID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.client) }
        let roles = RolesTable(statements: statements)
        guard try roles.list(.client(id), after: nil, limit: 1).isEmpty else { throw .conflict(.notEmpty(.role)) }
        try statements.run(ClientStatements.remove, id.rawValue)
    }

    func putSecret(_ sealed: SealedSecret, of id: ClientID) throws(ServiceError) -> Bool {
        if let admitted = try SealedItemsTable(statements: statements).admittedKey(), admitted != sealed.key {
            return false
        }
        let changed = try statements.run(
            ClientStatements.putSecret, id.rawValue, sealed.key.rawValue, sealed.bytes)
        guard changed == 1 else { throw .notFound(.client) }
        return true
    }

    func removeSecret(of id: ClientID) throws(ServiceError) -> Bool {
        try statements.run(ClientStatements.removeSecret, id.rawValue) == 1
    }

    private func document(of client: Client) throws(ServiceError) -> String {
        do { return try ClientDocument(client.settings).text() } catch { throw statements.faults.unknown(error) }
    }

    private static func client(_ row: SQLiteRow) throws(SQLiteError) -> Client {
        let realm = row.optionalText(8).map(OrganizationID.init(rawValue:))
        guard let settings = ClientDocument.settings(row.text(9), realm: realm) else {
            throw .unexpectedValue(column: 9, wanted: "client settings")
        }
        return Client(
            id: ClientID(rawValue: row.text(0)), key: try row.uuid(7), name: row.text(1), about: row.text(2),
            isEnabled: row.bool(3), settings: settings, createdAt: row.date(4), updatedAt: row.date(5),
            version: row.int(6))
    }

    private static func sealed(_ row: SQLiteRow, _ column: Int32) throws(SQLiteError) -> SealedSecret {
        guard let sealed = SealedSecret(bytes: row.bytes(column)) else {
            throw .unexpectedValue(column: column, wanted: "sealed secret")
        }
        return sealed
    }
}
