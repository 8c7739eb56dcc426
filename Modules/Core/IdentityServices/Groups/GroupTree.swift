import FoundationEssentials
import IdentityCore

/// A group with everything below and above it, read at once: what a change of it touches.
struct GroupTree: Sendable {
    /// The group itself and all below it.
    let ids: Set<GroupID>
    private let groups: [GroupID: Group]
    private let root: Group

    init(_ root: Group, in store: any StoreReading) throws(ServiceError) {
        self.root = root
        ids = try store.groups.lineage(below: [root.id], limit: .max)
        let lineage = try store.groups.lineage(of: ids)
        groups = Dictionary(lineage.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Everything that somebody in one of the groups has through them.
    func grants(in store: any StoreReading) throws(ServiceError) -> Grants {
        try Authorization.grants(of: Array(groups.values), organization: root.organization, in: store)
    }

    /// How many groups stand above each other at most, the topmost and the lowest included.
    var depth: Int {
        var known: [GroupID: Int] = [:]
        return ids.map { depth(of: $0, &known) }.max() ?? 0
    }

    /// Groups below come before those above them, so that each is empty when its turn comes.
    var fromTheBottom: [Group] {
        var known: [GroupID: Int] = [:]
        let placed = ids.compactMap { groups[$0] }.map { (group: $0, depth: depth(of: $0.id, &known)) }
        return placed.sorted { $0.depth > $1.depth }.map(\.group)
    }

    private func depth(of id: GroupID, _ known: inout [GroupID: Int]) -> Int {
        var way: [GroupID] = [], passed: Set<GroupID> = []
        var next: GroupID? = id
        while let group = next, known[group] == nil, groups[group] != nil, passed.insert(group).inserted {
            way.append(group)
            next = groups[group]?.parent
        }
        var depth = next.flatMap { known[$0] } ?? 0
        for group in way.reversed() {
            depth += 1
            known[group] = depth
        }
        return depth
    }
}
