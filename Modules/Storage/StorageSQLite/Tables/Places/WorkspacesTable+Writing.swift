import FoundationEssentials
import IdentityCore
import SQLiteKit

extension WorkspacesTable: WorkspaceWriting {
    func insert(_ workspace: Workspace) throws(ServiceError) -> Workspace {
        try statements.run(
            WorkspaceStatements.insert, workspace.id.rawValue, workspace.organization.rawValue, workspace.name,
            workspace.isArchived, workspace.createdBy?.rawValue, workspace.createdAt.microseconds,
            workspace.updatedAt.microseconds, workspace.version)
        guard let stored = try find(workspace.id) else { throw .notFound(.workspace) }
        return stored
    }

    func replace(_ workspace: Workspace) throws(ServiceError) {
        let changed = try statements.run(
            WorkspaceStatements.replace, workspace.id.rawValue, workspace.name, workspace.isArchived,
            workspace.updatedAt.microseconds, workspace.version)
        guard changed == 1 else { throw .notFound(.workspace) }
    }

    func remove(_ id: WorkspaceID) throws(ServiceError) {
        let holdsResources = try statements.first(WorkspaceStatements.firstResource, id.rawValue) { _ in true }
        guard holdsResources == nil else { throw .conflict(.notEmpty(.resource)) }
        guard try statements.run(WorkspaceStatements.remove, id.rawValue) == 1 else { throw .notFound(.workspace) }
        try DocumentsTable(statements: statements).removeAll(of: .workspace(id))
    }

    func put(_ membership: WorkspaceMembership) throws(ServiceError) {
        let stored = try statements.run(
            WorkspaceStatements.putMember, membership.workspace.rawValue, membership.user.rawValue,
            membership.role.rawValue, membership.since.microseconds)
        guard stored == 1 else { throw .notFound(.workspace) }
    }

    func removeMember(_ user: UserID, from workspace: WorkspaceID) throws(ServiceError) -> Bool {
        try statements.run(WorkspaceStatements.removeMember, workspace.rawValue, user.rawValue) == 1
    }
}
