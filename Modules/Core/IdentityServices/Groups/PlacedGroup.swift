import FoundationEssentials
package import IdentityCore

/// A group with the names of those above it.
package struct PlacedGroup: Sendable {
    package let group: Group
    /// From the top down, the group's own name last.
    package let names: [String]

    /// For people; no name contains a slash.
    package var path: String { names.joined(separator: "/") }

    /// - Parameter known: the groups above, whatever else is among them. A cycle in the store ends the path.
    init(_ group: Group, among known: [GroupID: Group]) {
        var names = [group.name.display], passed: Set<GroupID> = [group.id]
        var next = group.parent
        while let id = next, let above = known[id], passed.insert(id).inserted {
            names.append(above.name.display)
            next = above.parent
        }
        self.group = group
        self.names = names.reversed()
    }

    /// In the order of the groups; one question for all of them.
    static func all(_ groups: [Group], in store: any StoreReading) throws(ServiceError) -> [PlacedGroup] {
        let above = Set(groups.compactMap(\.parent))
        let known = above.isEmpty ? [] : try store.groups.lineage(of: above)
        let byID = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
        return groups.map { PlacedGroup($0, among: byID) }
    }

    static func one(_ group: Group, in store: any StoreReading) throws(ServiceError) -> PlacedGroup {
        try all([group], in: store)[0]
    }
}
