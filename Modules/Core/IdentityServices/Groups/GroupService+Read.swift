import FoundationEssentials
package import IdentityCore

extension GroupService {
    /// One group, also for whom it was handed to.
    package func read(_ selector: GroupSelector, as caller: Caller) async throws(ServiceError) -> PlacedGroup {
        try caller.requireFullSession()
        return try await storage.read(.point) { store in
            let group = try target(selector, for: [.readGroups, .manageGroups], in: store, as: caller)
            return try PlacedGroup.one(group, in: store)
        }
    }

    /// One page, by name. `query.search` is folded here. Who may see only the own organization gets only that.
    /// - Parameter parent: only the groups right below this one, in the place of `query.level`.
    package func list(
        _ query: GroupQuery, below parent: GroupSelector? = nil, as caller: Caller
    ) async throws(ServiceError) -> [PlacedGroup] {
        try caller.require(.readGroups)
        var folded = query
        folded.organization = try caller.place(for: .readGroups, asked: query.organization)
        folded.search = query.search.map(hands.text.comparisonKey)
        let asked = folded
        return try await storage.read(.scan) { store in
            var query = asked
            if let parent {
                let group = try target(parent, for: [.readGroups], in: store, as: caller)
                query.level = .below(group.id)
            }
            return try PlacedGroup.all(try store.groups.list(query), in: store)
        }
    }
}
