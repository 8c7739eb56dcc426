import FoundationEssentials
package import IdentityCore

/// A user as lists of people show one: with the groups, and with how often they are signed in.
package struct UserEntry: Sendable {
    package let user: User
    /// Paths of the groups that the user is in, not of those above them, in order.
    package let groups: [String]
    /// Sessions that have not ended.
    package let openSessions: Int
}

extension UserEntry {
    /// In the order of the users; three questions for all of them.
    static func all(
        _ users: [User], in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> [UserEntry] {
        let memberships = try store.groups.memberships(of: Set(users.map(\.id)))
        let named = memberships.values.reduce(into: Set<GroupID>()) { $0.formUnion($1.keys) }
        let lineage = named.isEmpty ? [] : try store.groups.lineage(of: named)
        let known = Dictionary(lineage.map { ($0.id, $0) }) { first, _ in first }
        let paths = known.filter { named.contains($0.key) }.mapValues { PlacedGroup($0, among: known).path }
        let open = try store.sessions.countOpen(of: users.map(\.id), at: now)
        return users.map { user in
            let groups = (memberships[user.id] ?? [:]).keys.compactMap { paths[$0] }
            return UserEntry(
                user: user,
                groups: groups.count < 2 ? groups : groups.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
                openSessions: open[user.id] ?? 0)
        }
    }
}
