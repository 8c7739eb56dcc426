import IdentityCore

/// For each group the shortest way up to it from a group that the user is in. Each group is passed once, so that a cycle
/// ends; ways are put together only when asked for, so that deep trees cost no more than they have groups.
struct GroupWays: Sendable {
    private let groups: [GroupID: Group]
    /// The group below, on the way; `nil` for those that the user is in.
    private var below: [GroupID: GroupID?] = [:]

    init(_ lineage: [Group], from direct: Set<GroupID>) {
        groups = Dictionary(lineage.map { ($0.id, $0) }) { first, _ in first }
        var next = lineage.filter { direct.contains($0.id) }.map { (group: $0, from: GroupID?.none) }
        while !next.isEmpty {
            var above: [(group: Group, from: GroupID?)] = []
            for (group, from) in next where below[group.id] == nil {
                below[group.id] = .some(from)
                if let parent = group.parent.flatMap({ groups[$0] }) { above.append((parent, group.id)) }
            }
            next = above
        }
    }

    func way(to group: Group) -> [Grant.GroupStep] {
        var steps: [Grant.GroupStep] = []
        var next: Group? = group
        while let step = next {
            steps.append(Grant.GroupStep(id: step.id, name: step.name.display))
            next = below[step.id].flatMap { $0 }.flatMap { groups[$0] }
        }
        return steps.reversed()
    }
}
