import FoundationEssentials
package import IdentityCore

/// One page of workspaces as somebody from outside asks for it.
package struct WorkspaceFilter: Sendable {
    /// Only those that the user is a member of.
    package var member: UserSelector?
    package var organization: OrganizationID?
    package var includesArchived: Bool
    /// The number of the last one on the page before.
    package var after: Int64?
    package var limit: Int

    package init(
        member: UserSelector? = nil, organization: OrganizationID? = nil, includesArchived: Bool = true,
        after: Int64? = nil, limit: Int
    ) {
        self.member = member
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
        let asked = query, member = try filter.member.map { selector throws(ServiceError) in try reference(selector) }
        return try await storage.read(.scan) { store in
            var query = asked
            if let member {
                let user = try store.users.find(member)
                guard let user, user.id == caller.userID || readsAll && reads(user, caller) else {
                    throw ServiceError.notFound(.user)
                }
                query.member = user.id
            }
            let page = try store.workspaces.list(query)
            return WorkspacePage(
                workspaces: page.filter(caller.maySee), next: page.count < query.limit ? nil : page.last?.number)
        }
    }

    /// Whose memberships the caller may ask for.
    private func reads(_ user: User, _ caller: Caller) -> Bool {
        caller.reaches(user.organization, with: .readWorkspaces)
    }
}
