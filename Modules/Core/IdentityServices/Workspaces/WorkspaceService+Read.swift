import FoundationEssentials
package import IdentityCore

/// One page of workspaces as somebody from outside asks for it.
package struct WorkspaceFilter: Sendable {
    /// Only those that one of the users is a member of; `nil` for all.
    package var members: [UserSelector]?
    package var organization: OrganizationID?
    package var includesArchived: Bool
    /// The number of the last one on the page before.
    package var after: Int64?
    package var limit: Int

    package init(
        member: UserSelector? = nil, organization: OrganizationID? = nil, includesArchived: Bool = true,
        after: Int64? = nil, limit: Int
    ) {
        members = member.map { [$0] }
        self.organization = organization
        self.includesArchived = includesArchived
        self.after = after
        self.limit = limit
    }
}

package struct WorkspacePage: Sendable {
    package let workspaces: [Workspace]
    /// Where the next page begins; `nil` behind the last one. Under a key that is limited to some workspaces a page may
    /// hold fewer than asked for.
    package let next: Int64?
}

extension WorkspaceService {
    /// One workspace, for its members and whoever may read workspaces.
    package func read(_ selector: WorkspaceSelector, as caller: Caller) async throws(ServiceError) -> Workspace {
        try caller.requireFullSession()
        return try await storage.read(.point) { store in try caller.visible(selector, in: store) }
    }

    /// By number. Everybody sees what they are a member of; with the right to read workspaces, everything in its reach.
    /// - Throws: `notFound(.organization)` or `notFound(.user)` for one out of reach.
    package func list(_ filter: WorkspaceFilter, as caller: Caller) async throws(ServiceError) -> WorkspacePage {
        try caller.requireFullSession()
        let asked = try asked(filter, as: caller)
        return try await storage.read(.scan) { store in try page(asked, in: store, as: caller) }
    }

    /// What a filter comes to for a caller.
    struct Asked: Sendable {
        var query: WorkspaceQuery
        fileprivate let members: [UserReference]?
        fileprivate let readsAll: Bool
    }

    func asked(_ filter: WorkspaceFilter, as caller: Caller) throws(ServiceError) -> Asked {
        var query = WorkspaceQuery(
            organization: filter.organization, includesArchived: filter.includesArchived, after: filter.after,
            limit: filter.limit)
        let readsAll = caller.grants.contains(.readWorkspaces)
        if readsAll {
            query.organization = try caller.place(for: .readWorkspaces, asked: filter.organization)
        } else {
            if let asked = filter.organization, asked != caller.organization { throw .notFound(.organization) }
            guard let user = caller.userID else { throw .forbidden(.missingRight(.readWorkspaces)) }
            query.organization = caller.organization
            query.member = user
        }
        let members = try filter.members?.map { selector throws(ServiceError) in try reference(selector) }
        return Asked(query: query, members: members, readsAll: readsAll)
    }

    func page(
        _ asked: Asked, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> WorkspacePage {
        var found = try workspaces(asked, in: store, as: caller)
        let next = found.count < asked.query.limit ? nil : found.last?.number
        found.removeAll { !caller.maySee($0) }
        return WorkspacePage(workspaces: found, next: next)
    }

    private func workspaces(
        _ asked: Asked, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> [Workspace] {
        guard let members = asked.members else { return try store.workspaces.list(asked.query) }
        var found: [WorkspaceID: Workspace] = [:]
        for member in members {
            let user = try store.users.find(member)
            guard let user, user.id == caller.userID || asked.readsAll && reads(user, caller) else {
                throw .notFound(.user)
            }
            var query = asked.query
            query.member = user.id
            for workspace in try store.workspaces.list(query) { found[workspace.id] = workspace }
        }
        return Array(found.values.sorted { $0.number < $1.number }.prefix(asked.query.limit))
    }

    /// Whose memberships the caller may ask for.
    private func reads(_ user: User, _ caller: Caller) -> Bool {
        caller.reaches(user.organization, with: .readWorkspaces)
    }
}
