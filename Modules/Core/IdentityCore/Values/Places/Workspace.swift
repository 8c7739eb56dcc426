package import FoundationEssentials

/// A room in which people work on resources together.
package struct Workspace: Hashable, Sendable, Identifiable {
    package let id: WorkspaceID
    /// Increasing over the whole server and never reused; the store gives it.
    package let number: Int64
    package let organization: OrganizationID
    /// A DNS label (RFC 1035 section 2.3.1, digits first allowed by RFC 1123), unique within the organization whatever
    /// the letter case.
    package var name: String
    package var isArchived: Bool
    package let createdBy: UserID?
    package let createdAt: Date
    package var updatedAt: Date
    package var version: Int

    package init(
        id: WorkspaceID, number: Int64, organization: OrganizationID, name: String, isArchived: Bool = false,
        createdBy: UserID?, createdAt: Date, updatedAt: Date, version: Int = 1
    ) {
        self.id = id
        self.number = number
        self.organization = organization
        self.name = name
        self.isArchived = isArchived
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }
}

package enum WorkspaceRole: String, Hashable, Sendable, CaseIterable {
    /// May do everything in the workspace and with it.
    case owner
    /// May see the workspace and work on what is in it.
    case collaborator

    package func permissions(in workspace: WorkspaceID) -> Set<Permission> {
        switch self {
        case .owner: [Permission("workspaces", id: workspace.description)]
        case .collaborator: [Permission("workspaces", id: workspace.description, action: Right.readWorkspaces.action)]
        }
    }
}

package struct WorkspaceMembership: Hashable, Sendable {
    package let workspace: WorkspaceID
    package let user: UserID
    package var role: WorkspaceRole
    package let since: Date

    package init(workspace: WorkspaceID, user: UserID, role: WorkspaceRole, since: Date) {
        self.workspace = workspace
        self.user = user
        self.role = role
        self.since = since
    }

    /// What the membership grants within the organization.
    package var permissions: Set<Permission> { role.permissions(in: workspace) }
}
