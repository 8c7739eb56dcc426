import FoundationEssentials
package import IdentityCore

extension GroupService {
    private static let page = 500

    /// All groups in reach, by name.
    package func all(as caller: Caller) async throws(ServiceError) -> [PlacedGroup] {
        try caller.require(.readGroups)
        return try await all(of: try caller.place(for: .readGroups, asked: nil))
    }

    /// The groups of the caller's own organization, for everybody who is at home there. A key that was limited to something
    /// is good for that only.
    package func directory(as caller: Caller) async throws(ServiceError) -> [PlacedGroup] {
        try caller.requireFullSession()
        if caller.grants.contains(.readGroups) { return try await all(as: caller) }
        guard caller.key?.scopes == nil else { throw .forbidden(.missingRight(.readGroups)) }
        return try await all(of: caller.organization)
    }

    private func all(of place: OrganizationID?) async throws(ServiceError) -> [PlacedGroup] {
        var groups: [PlacedGroup] = []
        var query = GroupQuery(organization: place, limit: Self.page)
        while true {
            let asked = query
            let page = try await storage.read(.scan) { store in
                try PlacedGroup.all(try store.groups.list(asked), in: store)
            }
            groups += page
            guard page.count == asked.limit, let last = page.last?.group else { return groups }
            query.after = GroupPosition(key: last.name.key, id: last.id)
        }
    }
}
