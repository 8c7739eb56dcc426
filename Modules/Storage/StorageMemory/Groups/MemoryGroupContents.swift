import IdentityCore

/// Groups and who is in them.
struct MemoryGroupContents: Sendable {
    var groups: [GroupID: Group] = [:]
    var groupOfName: [GroupPlace: GroupID] = [:]
    var groupsBelow: [GroupID: Set<GroupID>] = [:]
    var groupsOfUser: [UserID: [GroupID: MembershipOrigin]] = [:]
    var members: [GroupID: Set<UserID>] = [:]

    mutating func enter(_ group: Group) {
        groups[group.id] = group
        groupOfName[GroupPlace(group)] = group.id
        if let parent = group.parent { groupsBelow[parent, default: []].insert(group.id) }
    }

    mutating func leave(_ group: Group) {
        groups[group.id] = nil
        groupOfName[GroupPlace(group)] = nil
        if let parent = group.parent { groupsBelow[parent]?.remove(group.id) }
    }

    mutating func forgetMembers(of group: GroupID) {
        for user in members.removeValue(forKey: group) ?? [] { groupsOfUser[user]?[group] = nil }
    }

    mutating func forgetMemberships(of user: UserID) {
        for group in (groupsOfUser.removeValue(forKey: user) ?? [:]).keys { members[group]?.remove(user) }
    }
}

/// Where a name of a group is given once: below its parent, or at the top of its organization.
struct GroupPlace: Hashable, Sendable {
    private enum Above: Hashable, Sendable {
        case group(GroupID)
        case organization(OrganizationID)
    }

    private let above: Above
    private let key: String

    init(key: String, below parent: GroupID?, of organization: OrganizationID) {
        above = parent.map(Above.group) ?? .organization(organization)
        self.key = key
    }

    init(_ group: Group) { self.init(key: group.name.key, below: group.parent, of: group.organization) }
}
