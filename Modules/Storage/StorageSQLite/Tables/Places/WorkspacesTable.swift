import FoundationEssentials
import IdentityCore
import SQLiteKit

struct WorkspacesTable: WorkspaceReading {
    let statements: StatementRunner

    func find(_ id: WorkspaceID) throws(ServiceError) -> Workspace? {
        try statements.first(WorkspaceStatements.byID, id.rawValue, read: Self.workspace)
    }

    func find(number: Int64) throws(ServiceError) -> Workspace? {
        try statements.first(WorkspaceStatements.byNumber, number, read: Self.workspace)
    }

    func find(name: String, of organization: OrganizationID) throws(ServiceError) -> Workspace? {
        try statements.first(WorkspaceStatements.byName, organization.rawValue, name, read: Self.workspace)
    }

    func list(_ query: WorkspaceQuery) throws(ServiceError) -> [Workspace] {
        let select = WorkspaceListStatement(query)
        return try statements.all(text: select.text, values: select.values, read: Self.workspace)
    }

    func memberships(of user: UserID) throws(ServiceError) -> [WorkspaceMembership] {
        try statements.all(WorkspaceStatements.memberships, user.rawValue, read: Self.membership)
    }

    func members(
        of workspace: WorkspaceID, after: UserID?, limit: Int
    ) throws(ServiceError) -> [WorkspaceMembership] {
        // Before the first page stands a text, which comes before every identifier.
        guard let after else {
            return try statements.all(
                WorkspaceStatements.members, workspace.rawValue, "", max(limit, 0), read: Self.membership)
        }
        return try statements.all(
            WorkspaceStatements.members, workspace.rawValue, after.rawValue, max(limit, 0), read: Self.membership)
    }

    func membership(of user: UserID, in workspace: WorkspaceID) throws(ServiceError) -> WorkspaceMembership? {
        try statements.first(
            WorkspaceStatements.membership, workspace.rawValue, user.rawValue, read: Self.membership)
    }

    func countOwners(of workspace: WorkspaceID) throws(ServiceError) -> Int {
        try statements.first(WorkspaceStatements.countOwners, workspace.rawValue) { $0.int(0) } ?? 0
    }

    private static func workspace(_ row: SQLiteRow) throws(SQLiteError) -> Workspace {
        Workspace(
            id: WorkspaceID(try row.uuid(0)), number: row.int64(1), organization: OrganizationID(rawValue: row.text(2)),
            name: row.text(3), isArchived: row.bool(4), createdBy: try row.optionalUUID(5).map { UserID($0) },
            createdAt: row.date(6), updatedAt: row.date(7), version: row.int(8))
    }

    private static func membership(_ row: SQLiteRow) throws(SQLiteError) -> WorkspaceMembership {
        WorkspaceMembership(
            workspace: WorkspaceID(try row.uuid(0)), user: UserID(try row.uuid(1)),
            role: try row.word(2, WorkspaceRole.self), since: row.date(3))
    }
}
