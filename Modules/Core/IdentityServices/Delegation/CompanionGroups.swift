import FoundationEssentials
package import IdentityCore

/// A group that is made with a user or a resource, holds permissions on just that, and goes with it.
package struct CompanionGroup: Sendable {
    package let name: String
    package let actions: [String]

    package init(name: String, actions: [String]) {
        self.name = name
        self.actions = actions
    }
}

/// A group that an organization has from the beginning.
package struct StandingGroup: Sendable {
    package let name: String
    package let permissions: Set<Permission>

    package init(name: String, permissions: Set<Permission>) {
        self.name = name
        self.permissions = permissions
    }

    /// Whether the group still gives nothing but what it gave in the beginning.
    func isUnchanged(_ group: Group) -> Bool {
        group.parent == nil && group.roles.isEmpty && group.permissions.isSubset(of: permissions)
    }
}

/// Makes and removes groups as a part of another use case, whose caller need not be allowed to manage groups: what
/// they hold follows from it.
struct CompanionGroups: Sendable {
    let names: [GroupName]
    private let actions: [[String]]
    /// In rising order, so that the groups stay in the order they are named in.
    private let ids: [GroupID]

    /// - Throws: `invalidInput` for a name that no group can have.
    init(_ companions: [CompanionGroup], using hands: ServiceHands) throws(ServiceError) {
        var names: [GroupName] = []
        for companion in companions { names.append(try GroupName(companion.name, using: hands.text)) }
        self.names = names
        actions = companions.map(\.actions)
        ids = companions.map { _ in GroupID(hands.ids.uuid()) }.sorted()
    }

    /// - Parameter type: with `id`, what the groups are about.
    /// - Throws: `alreadyExists(.group)` where a group of the name stands that is no left-over.
    func make(
        about type: String, _ id: String, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> [Group] {
        var made: [Group] = []
        for (place, name) in names.enumerated() {
            let permissions = Set(actions[place].map { Permission(type, id: id, action: $0) })
            if let standing = try store.groups.find(key: name.key, below: nil, of: caller.organization) {
                guard try Self.isLeftOver(standing, about: type, id, in: store) else {
                    throw .alreadyExists(.group, field: "name")
                }
                try remove(standing, in: store, as: caller, at: now)
            }
            let group = Group(
                id: ids[place], organization: caller.organization, name: name, permissions: permissions, createdAt: now,
                updatedAt: now)
            try store.groupWrites.insert(group)
            try store.auditWrites.append(
                caller.entry(.groupCreated, on: .group(group), at: now, in: group.organization))
            made.append(group)
        }
        return made
    }

    /// Removes those that are about it and about nothing else: a group that somebody filled with more stays, and so does one
    /// that is about nothing, which was not made here.
    /// - Returns: what was removed.
    func remove(
        about type: String, _ id: String, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> Set<GroupID> {
        let thing = Permission(type, id: id)
        var gone: Set<GroupID> = []
        for name in names {
            guard let group = try store.groups.find(key: name.key, below: nil, of: caller.organization),
                group.roles.isEmpty, !group.permissions.isEmpty, group.permissions.allSatisfy(thing.covers),
                try store.groups.lineage(below: [group.id], limit: 2).count == 1
            else { continue }
            try remove(group, in: store, as: caller, at: now)
            gone.insert(group.id)
        }
        return gone
    }

    private func remove(
        _ group: Group, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        try store.groupWrites.remove(group.id)
        try store.auditWrites.append(caller.entry(.groupDeleted, on: .group(group), at: now, in: group.organization))
    }

    /// Whether nobody is in the group and everything it was about is gone, as after a removal by another way.
    private static func isLeftOver(
        _ group: Group, about type: String, _ id: String, in store: any StoreReading
    ) throws(ServiceError) -> Bool {
        guard group.roles.isEmpty, !group.permissions.isEmpty, group.mappedExternalGroups.isEmpty,
            try store.groups.lineage(below: [group.id], limit: 2).count == 1,
            try store.groups.members(MemberQuery(group: group.id, limit: 1)).isEmpty
        else { return false }
        for permission in group.permissions {
            guard permission.type == type, let about = permission.id else { return false }
            if type == Delegated.users {
                if let user = UserID(about), try store.users.find(.id(user)) != nil { return false }
            } else if about != id {
                let key = ResourceKey(organization: group.organization, type: type, id: about)
                if try store.resources.find(key) != nil { return false }
            }
        }
        return true
    }
}
