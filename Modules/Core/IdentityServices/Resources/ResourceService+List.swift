import FoundationEssentials
package import IdentityCore

/// One page of resources as somebody from outside asks for it.
package struct ResourceFilter: Sendable {
    package var type: String?
    package var workspace: WorkspaceSelector?
    package var owner: UserSelector?
    package var organization: OrganizationID?
    package var after: ResourcePosition?
    package var limit: Int

    package init(
        type: String? = nil, workspace: WorkspaceSelector? = nil, owner: UserSelector? = nil,
        organization: OrganizationID? = nil, after: ResourcePosition? = nil, limit: Int
    ) {
        self.type = type
        self.workspace = workspace
        self.owner = owner
        self.organization = organization
        self.after = after
        self.limit = limit
    }
}

extension ResourceService {
    /// By type, then by number: everything that fits and that the caller may read. Costs one question to the store where
    /// one right opens all of it, else one for each thing that opens a part: ownership, a workspace, a type, an id.
    /// - Throws: `notFound` for an organization, workspace or owner out of reach.
    package func list(_ filter: ResourceFilter, as caller: Caller) async throws(ServiceError) -> [Resource] {
        try caller.requireFullSession()
        let text = hands.text
        return try await storage.read(.scan) { store in
            var query = ResourceQuery(type: filter.type, after: filter.after, limit: filter.limit)
            query.organization = filter.organization
            if let selector = filter.workspace { query.workspace = try caller.visible(selector, in: store).id }
            if let selector = filter.owner {
                let owner = try selector.reference(using: text).flatMap { try store.users.find($0) }
                guard let owner, owner.id == caller.userID || caller.opensResources(of: owner.organization) else {
                    throw ServiceError.notFound(.user)
                }
                query.owner = owner.id
            }
            let parts = try ResourceParts(of: query, for: caller)
            return try parts.list(in: store) { caller.may(ResourceAction.read, $0) }
        }
    }
}

extension Caller {
    fileprivate func opensResources(of place: OrganizationID) -> Bool {
        reaches(place, with: .readResources) || reaches(place, with: .manageResources)
    }
}
