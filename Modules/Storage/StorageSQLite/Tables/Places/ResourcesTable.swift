import FoundationEssentials
import IdentityCore
import SQLiteKit

struct ResourcesTable: ResourceReading, ResourceWriting {
    let statements: StatementRunner

    func find(_ key: ResourceKey) throws(ServiceError) -> Resource? {
        try statements.first(
            ResourceStatements.byKey, key.organization.rawValue, key.type, key.id, read: Self.resource)
    }

    func find(number: Int64, type: String) throws(ServiceError) -> Resource? {
        try statements.first(ResourceStatements.byNumber, type, number, read: Self.resource)
    }

    func list(_ query: ResourceQuery) throws(ServiceError) -> [Resource] {
        let select = ResourceListStatement(query)
        return try statements.all(text: select.text, values: select.values, read: Self.resource)
    }

    func versions(of key: ResourceKey, after number: Int?, limit: Int) throws(ServiceError) -> [ResourceVersion] {
        guard let resource = try find(key) else { return [] }
        return try statements.all(
            ResourceStatements.versions, resource.type, resource.number, number ?? 0, max(limit, 0)
        ) { ResourceVersion(number: $0.int(0), id: $0.text(1), createdAt: $0.date(2)) }
    }

    func insert(_ resource: Resource) throws(ServiceError) -> Resource {
        try requireWorkspace(of: resource)
        try statements.run(ResourceStatements.moveNumber, resource.type)
        try statements.run(
            ResourceStatements.insert, resource.organization.rawValue, resource.type, resource.id, resource.name,
            resource.owner?.rawValue, resource.workspace?.rawValue, resource.createdAt.microseconds,
            resource.updatedAt.microseconds, resource.version)
        guard let stored = try find(resource.key) else { throw .notFound(.resource) }
        return stored
    }

    func replace(_ resource: Resource) throws(ServiceError) {
        guard try find(resource.key) != nil else { throw .notFound(.resource) }
        try requireWorkspace(of: resource)
        try statements.run(
            ResourceStatements.replace, resource.organization.rawValue, resource.type, resource.id, resource.name,
            resource.owner?.rawValue, resource.workspace?.rawValue, resource.updatedAt.microseconds, resource.version)
    }

    func remove(_ key: ResourceKey) throws(ServiceError) {
        let removed = try statements.run(ResourceStatements.remove, key.organization.rawValue, key.type, key.id)
        guard removed == 1 else { throw .notFound(.resource) }
    }

    func addVersion(_ id: String, to key: ResourceKey, at moment: Date) throws(ServiceError) -> ResourceVersion {
        guard let resource = try find(key) else { throw .notFound(.resource) }
        let last = try statements.first(ResourceStatements.lastVersion, resource.type, resource.number) { $0.int(0) }
        let version = ResourceVersion(number: (last ?? 0) + 1, id: id, createdAt: moment)
        try statements.run(
            ResourceStatements.addVersion, resource.type, resource.number, version.number, id, moment.microseconds)
        return version
    }

    /// SQLite does not say which of two references points nowhere.
    private func requireWorkspace(of resource: Resource) throws(ServiceError) {
        guard let workspace = resource.workspace else { return }
        guard try WorkspacesTable(statements: statements).find(workspace) != nil else { throw .notFound(.workspace) }
    }

    private static func resource(_ row: SQLiteRow) throws(SQLiteError) -> Resource {
        Resource(
            organization: OrganizationID(rawValue: row.text(0)), type: row.text(1), id: row.text(2),
            number: row.int64(3), name: row.text(4), owner: try row.optionalUUID(5).map { UserID($0) },
            workspace: try row.optionalUUID(6).map { WorkspaceID($0) }, createdAt: row.date(7), updatedAt: row.date(8),
            version: row.int(9))
    }
}
