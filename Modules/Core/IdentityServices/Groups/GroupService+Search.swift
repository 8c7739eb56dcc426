import FoundationEssentials
package import IdentityCore

/// Which groups of one organization are looked for, by name.
package struct GroupSearch: Hashable, Sendable {
    package var organization: OrganizationID
    package var level: GroupQuery.Level
    /// Found in the name; folded.
    package var name: NamePattern?
    package var document: DocumentName?

    package init(
        of organization: OrganizationID, level: GroupQuery.Level = .all, name: NamePattern? = nil,
        document: DocumentName? = nil
    ) {
        self.organization = organization
        self.level = level
        self.name = name
        self.document = document
    }
}

extension GroupService {
    /// One page of groups, by name.
    /// - Parameters:
    ///   - skipped: how many stand before the page; see `NumberedPages`.
    ///   - limit: `nil` for all.
    package func search(
        _ search: GroupSearch, skipping skipped: Int = 0, limit: Int?, as caller: Caller
    ) async throws(ServiceError) -> [GroupNode] {
        try requireReading(search.organization, as: caller)
        let asked = folded(search), limit = limit ?? .max
        let start = await pages.start(of: asked, skipping: skipped)
        let nodes = try await storage.read(.scan) { store in
            var page = PageTaking<Group>(skipping: start.skipping, limit: limit)
            try walk(asked, after: start.position, in: store) { group in
                page.offer(group)
                return !page.isFull
            }
            return try self.nodes(of: page.items, with: asked.document, in: store, as: caller)
        }
        if let last = nodes.last?.place.group {
            await pages.remember(
                GroupPosition(key: last.name.key, id: last.id), of: asked, behind: skipped + nodes.count)
        }
        return nodes
    }

    /// The groups that fit with all that stand above them: the branches that lead to hits.
    /// - Parameters:
    ///   - skipped: hits before the page, by name.
    ///   - limit: of hits; `nil` for all.
    package func branches(
        to search: GroupSearch, skipping skipped: Int = 0, limit: Int?, as caller: Caller
    ) async throws(ServiceError) -> [GroupNode] {
        let hits = try await self.search(search, skipping: skipped, limit: limit, as: caller)
        let ids = Set(hits.map(\.place.group.id))
        return try await storage.read(.scan) { store in
            let lineage = try store.groups.lineage(of: ids)
            return try nodes(of: lineage, with: search.document, in: store, as: caller)
        }
    }

    package func count(_ search: GroupSearch, as caller: Caller) async throws(ServiceError) -> Int {
        try requireReading(search.organization, as: caller)
        let asked = folded(search)
        return try await storage.read(.scan) { store in
            var count = 0
            try walk(asked, after: nil, in: store) { _ in
                count += 1
                return true
            }
            return count
        }
    }

    private func requireReading(_ organization: OrganizationID, as caller: Caller) throws(ServiceError) {
        try caller.require(.readGroups)
        try caller.requireReach(.readGroups, into: organization, orNotFound: .organization)
    }

    private func folded(_ search: GroupSearch) -> GroupSearch {
        var search = search
        search.name = search.name?.folded(using: hands.text)
        return search
    }

    private func walk(
        _ search: GroupSearch, after position: GroupPosition?, in store: any StoreReading,
        _ visit: (Group) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        var query = GroupQuery(
            organization: search.organization, level: search.level, search: search.name?.text, after: position,
            limit: 500)
        while true {
            let page = try store.groups.list(query)
            for group in page where search.name?.fits(group.name.key) ?? true {
                guard try visit(group) else { return }
            }
            guard page.count == query.limit, let last = page.last else { return }
            query.after = GroupPosition(key: last.name.key, id: last.id)
        }
    }
}
