import IdentityCore

struct MemoryWorkspaces: WorkspaceReading, WorkspaceWriting {
    let transaction: MemoryTransaction

    func find(_ id: WorkspaceID) throws(ServiceError) -> Workspace? { places.workspaces[id] }

    func find(number: Int64) throws(ServiceError) -> Workspace? {
        places.workspaces.values.first { $0.number == number }
    }

    func find(name: String, of organization: OrganizationID) throws(ServiceError) -> Workspace? {
        places.workspaces.values.first {
            $0.organization == organization && $0.name.foldedInASCII == name.foldedInASCII
        }
    }

    func list(_ query: WorkspaceQuery) throws(ServiceError) -> [Workspace] {
        let matching = places.workspaces.values
            .filter { query.organization == nil || $0.organization == query.organization }
            .filter { query.includesArchived || !$0.isArchived }
            .filter { workspace in query.member.map { isMember($0, of: workspace.id) } ?? true }
            .filter { workspace in query.after.map { workspace.number > $0 } ?? true }
            .sorted { $0.number < $1.number }
        return Array(matching.prefix(max(query.limit, 0)))
    }

    func memberships(of user: UserID) throws(ServiceError) -> [WorkspaceMembership] {
        places.workspaces.values
            .sorted { $0.number < $1.number }
            .compactMap { places.members[$0.id]?[user] }
    }

    func members(
        of workspace: WorkspaceID, after: UserID?, limit: Int
    ) throws(ServiceError) -> [WorkspaceMembership] {
        let matching = (places.members[workspace] ?? [:]).values
            .filter { membership in after.map { membership.user > $0 } ?? true }
            .sorted { $0.user < $1.user }
        return Array(matching.prefix(max(limit, 0)))
    }

    func membership(of user: UserID, in workspace: WorkspaceID) throws(ServiceError) -> WorkspaceMembership? {
        places.members[workspace]?[user]
    }

    func countOwners(of workspace: WorkspaceID) throws(ServiceError) -> Int {
        (places.members[workspace] ?? [:]).values.count { $0.role == .owner }
    }

    func insert(_ workspace: Workspace) throws(ServiceError) -> Workspace {
        guard places.workspaces[workspace.id] == nil else { throw .alreadyExists(.workspace, field: "id") }
        try checkName(of: workspace)
        transaction.contents.places.lastWorkspaceNumber += 1
        let numbered = Workspace(
            id: workspace.id, number: places.lastWorkspaceNumber, organization: workspace.organization,
            name: workspace.name, isArchived: workspace.isArchived, createdBy: workspace.createdBy,
            createdAt: workspace.createdAt, updatedAt: workspace.updatedAt, version: workspace.version)
        transaction.contents.places.workspaces[workspace.id] = numbered
        return numbered
    }

    func replace(_ workspace: Workspace) throws(ServiceError) {
        guard var stored = places.workspaces[workspace.id] else { throw .notFound(.workspace) }
        stored.name = workspace.name
        stored.isArchived = workspace.isArchived
        stored.updatedAt = workspace.updatedAt
        stored.version = workspace.version
        try checkName(of: stored)
        transaction.contents.places.workspaces[workspace.id] = stored
    }

    func remove(_ id: WorkspaceID) throws(ServiceError) {
        guard places.workspaces[id] != nil else { throw .notFound(.workspace) }
        guard !places.resources.values.contains(where: { $0.workspace == id }) else {
            throw .conflict(.notEmpty(.resource))
        }
        transaction.contents.places.workspaces[id] = nil
        transaction.contents.places.members[id] = nil
        transaction.contents.documents[.workspace(id)] = nil
    }

    func put(_ membership: WorkspaceMembership) throws(ServiceError) {
        guard places.workspaces[membership.workspace] != nil else { throw .notFound(.workspace) }
        guard transaction.contents.users[membership.user] != nil else { throw .notFound(.user) }
        transaction.contents.places.members[membership.workspace, default: [:]][membership.user] = membership
    }

    func removeMember(_ user: UserID, from workspace: WorkspaceID) throws(ServiceError) -> Bool {
        transaction.contents.places.members[workspace]?.removeValue(forKey: user) != nil
    }

    private var places: MemoryPlaces { transaction.contents.places }

    private func isMember(_ user: UserID, of workspace: WorkspaceID) -> Bool {
        places.members[workspace]?[user] != nil
    }

    private func checkName(of workspace: Workspace) throws(ServiceError) {
        if let holder = try find(name: workspace.name, of: workspace.organization), holder.id != workspace.id {
            throw .alreadyExists(.workspace, field: "name")
        }
    }
}
