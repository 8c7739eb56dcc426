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

    /// - Throws: `notFound(.group)` when nothing of the organization has that path.
    private func named(
        _ selector: GroupSelector, of organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> GroupSelector {
        guard case .path = selector else { return selector }
        return .id(try store.groups.require(selector, of: organization, using: hands.text).id)
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
