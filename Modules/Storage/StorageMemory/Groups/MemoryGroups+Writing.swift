import IdentityCore

extension MemoryGroups: GroupWriting {
    func insert(_ group: Group) throws(ServiceError) {
        guard try find(group.id) == nil else { throw .alreadyExists(.group, field: "id") }
        try check(group)
        transaction.contents.groups.enter(group)
    }

    func replace(_ group: Group) throws(ServiceError) {
        let earlier = try require(group.id)
        try check(group)
        transaction.contents.groups.leave(earlier)
        transaction.contents.groups.enter(group)
    }

    func remove(_ id: GroupID) throws(ServiceError) {
        let group = try require(id)
        let below = transaction.contents.groups.groupsBelow[id] ?? []
        guard below.isSubset(of: [id]) else { throw .conflict(.notEmpty(.group)) }
        transaction.contents.groups.leave(group)
        transaction.contents.groups.forgetMembers(of: id)
        transaction.contents.documents[.group(id)] = nil
    }

    func addMember(_ user: UserID, to group: GroupID, origin: MembershipOrigin) throws(ServiceError) -> Bool {
        guard transaction.contents.users[user] != nil else { throw .notFound(.user) }
        _ = try require(group)
        let earlier = try memberships(of: user)[group]
        if earlier != .assigned { transaction.contents.groups.groupsOfUser[user, default: [:]][group] = origin }
        transaction.contents.groups.members[group, default: []].insert(user)
        return earlier == nil
    }

    func removeMember(_ user: UserID, from group: GroupID) throws(ServiceError) -> Bool {
        transaction.contents.groups.members[group]?.remove(user)
        return transaction.contents.groups.groupsOfUser[user]?.removeValue(forKey: group) != nil
    }

    private func check(_ group: Group) throws(ServiceError) {
        if let parent = group.parent, parent != group.id { _ = try require(parent) }
        let owner = transaction.contents.groups.groupOfName[GroupPlace(group)]
        guard owner == nil || owner == group.id else { throw .alreadyExists(.group, field: "name") }
    }
}
