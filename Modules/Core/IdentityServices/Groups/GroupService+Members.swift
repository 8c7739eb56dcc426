import FoundationEssentials
package import IdentityCore

/// A group that a user is in, and how.
package struct UserGroup: Sendable {
    package let place: PlacedGroup
    /// `nil` when the user is in it only through a group below.
    package let origin: MembershipOrigin?
}

/// One page of the members of a group, by login.
package struct ListMembers: Sendable {
    package var group: GroupSelector
    /// Whether members of the groups below count too.
    package var isEffective: Bool
    package var after: UserPosition?
    package var limit: Int

    package init(of group: GroupSelector, isEffective: Bool = false, after: UserPosition? = nil, limit: Int) {
        self.group = group
        self.isEffective = isEffective
        self.after = after
        self.limit = limit
    }
}

extension GroupService {
    /// Makes the user an assigned member. The caller holds everything that the user has then.
    /// - Returns: whether the user was none before.
    /// - Throws: `notFound(.user)` also for a user of another organization than the group's,
    ///   `forbidden(.targetIsStronger)`.
    @discardableResult
    package func addMember(
        _ user: UserSelector, to group: GroupSelector, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        try await change(user, group, as: caller) { user, group, store, caller, now throws(ServiceError) in
            guard try store.groups.memberships(of: user.id)[group.id] != .assigned else { return false }
            let isNew = try store.groupWrites.addMember(user.id, to: group.id, origin: .assigned)
            try caller.requireDominance(over: Authorization.grants(of: user, in: store))
            try store.auditWrites.append(
                caller.entry(
                    .groupMemberAdded, on: .group(group), at: now, in: group.organization, detail: "user \(user.id)"))
            return isNew
        }
    }

    /// Takes the user out of the group; in groups above it the user stays only through others. The caller holds
    /// everything that the user had.
    /// - Returns: whether the user was a member.
    /// - Throws: `unsupported` when the user's source would put the user in again, `conflict(.lastAdministrator)`,
    ///   `notFound`, `forbidden(.targetIsStronger)`.
    @discardableResult
    package func removeMember(
        _ user: UserSelector, from group: GroupSelector, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        try await change(user, group, as: caller) { user, group, store, caller, now throws(ServiceError) in
            guard let origin = try store.groups.memberships(of: user.id)[group.id] else { return false }
            guard origin == .assigned || group.mappedExternalGroups.isEmpty else {
                throw .unsupported("The source of this user says who is in the group; change it there.")
            }
            let before = try Authorization.grants(of: user, in: store)
            try caller.requireDominance(over: before)
            _ = try store.groupWrites.removeMember(user.id, from: group.id)
            if before.areUnlimited { try Authorization.requireAdministrator(in: store) }
            try store.auditWrites.append(
                caller.entry(
                    .groupMemberRemoved, on: .group(group), at: now, in: group.organization, detail: "user \(user.id)"))
            return true
        }
    }

    private func change(
        _ user: UserSelector, _ group: GroupSelector, as caller: Caller,
        _ act: @escaping @Sendable (User, Group, any StoreWriting, Caller, Date) throws(ServiceError) -> Bool
    ) async throws(ServiceError) -> Bool {
        try caller.requireFullSession()
        guard let reference = user.reference(using: hands.text) else { throw .notFound(.user) }
        let now = hands.clock.now()
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.requireFullSession()
            let group = try target(group, for: [.manageGroups], in: store, as: current)
            guard let user = try store.users.find(reference), user.organization == group.organization else {
                throw ServiceError.notFound(.user)
            }
            return try act(user, group, store, current, now)
        }
    }

    /// One page of members, by login, also for whom the group was handed to.
    package func members(_ query: ListMembers, as caller: Caller) async throws(ServiceError) -> [User] {
        try caller.requireFullSession()
        return try await storage.read(.scan) { store in
            let group = try target(query.group, for: [.readGroups, .manageGroups], in: store, as: caller)
            return try store.groups.members(
                MemberQuery(
                    group: group.id, includesBelow: query.isEffective, after: query.after, limit: query.limit))
        }
    }

    /// The groups that the user is in and those above them, by path. Everybody may ask about themselves.
    package func groups(of selector: UserSelector, as caller: Caller) async throws(ServiceError) -> [UserGroup] {
        try caller.requireFullSession()
        guard let reference = selector.reference(using: hands.text) else { throw .notFound(.user) }
        return try await storage.read(.point) { store in
            let found = try store.users.find(reference)
            if found == nil || found?.id != caller.userID {
                try caller.require(.readGroups)
                guard let found, caller.reaches(found.organization, with: .readGroups) else {
                    throw ServiceError.notFound(.user)
                }
            }
            guard let user = found else { throw ServiceError.notFound(.user) }
            let lineage = try store.groups.lineage(of: user.id)
            let groups = lineage.groups(of: user.organization)
            let known = Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
            return groups.map { UserGroup(place: PlacedGroup($0, among: known), origin: lineage.direct[$0.id]) }
                .sorted { $0.place.path.utf8.lexicographicallyPrecedes($1.place.path.utf8) }
        }
    }
}
