import FoundationEssentials
package import IdentityCore

/// What a caller may do with a group.
package struct GroupAccess: Hashable, Sendable {
    package let view: Bool
    package let manage: Bool
}

/// A group with its place and how many stand right below it.
package struct GroupNode: Sendable {
    package let place: PlacedGroup
    package let below: Int
    package let access: GroupAccess
    /// The one that was asked for, if there is one.
    package let document: Document?
}

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
    /// One group of the organization, also for whom it was handed to.
    /// - Throws: `notFound(.group)` also for a group of another organization.
    package func node(
        _ selector: GroupSelector, in organization: OrganizationID, with document: DocumentName? = nil,
        as caller: Caller
    ) async throws(ServiceError) -> GroupNode {
        try caller.requireFullSession()
        return try await storage.read(.point) { store in
            let named = try self.named(selector, of: organization, in: store)
            let group = try target(named, for: [.readGroups, .manageGroups], in: store, as: caller)
            guard group.organization == organization else { throw ServiceError.notFound(.group) }
            return try nodes(of: [group], with: document, in: store, as: caller)[0]
        }
    }

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

    /// - Throws: `notFound(.group)` when nothing of the organization has that path.
    private func named(
        _ selector: GroupSelector, of organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> GroupSelector {
        guard case .path = selector else { return selector }
        return .id(try store.groups.require(selector, of: organization, using: hands.text).id)
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

    func nodes(
        of groups: [Group], with name: DocumentName?, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> [GroupNode] {
        let below = try store.groups.countBelow(Set(groups.map(\.id)))
        var documents: [DocumentOwner: Document] = [:]
        if let name {
            for document in try store.documents.list(name, of: groups.map { .group($0.id) }) {
                documents[document.owner] = document
            }
        }
        return try PlacedGroup.all(groups, in: store).map { (place) throws(ServiceError) in
            GroupNode(
                place: place, below: below[place.group.id] ?? 0,
                access: try access(to: place.group, in: store, as: caller),
                document: documents[.group(place.group.id)])
        }
    }

    private func access(
        to group: Group, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> GroupAccess {
        let manages = caller.reaches(group.organization, with: .manageGroups)
        let isStronger =
            manages ? try caller.isAsStrong(as: GroupTree(group, in: store).grants(in: store)) : false
        return GroupAccess(view: caller.reaches(group.organization, with: .readGroups) || manages, manage: isStronger)
    }
}
