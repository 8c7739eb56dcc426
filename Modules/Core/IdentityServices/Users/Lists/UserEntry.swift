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
    /// In the order of the users; one question for all of their groups, and for each user at most two that an index answers.
    static func all(
        _ users: [User], in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> [UserEntry] {
        let ids = users.map(\.id), groups = try store.groups.groups(of: ids)
        let named = Set(groups.joined())
        let lineage = named.isEmpty ? [] : try store.groups.lineage(of: named)
        let known = Dictionary(lineage.map { ($0.id, $0) }) { first, _ in first }
        let paths = known.filter { named.contains($0.key) }.mapValues { PlacedGroup($0, among: known).path }
        let open = try store.sessions.countOpen(of: ids, at: now)
        return zip(users, groups).map { user, groups in
            let paths = groups.compactMap { paths[$0] }
            return UserEntry(
                user: user,
                groups: paths.count < 2 ? paths : paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
                openSessions: open.isEmpty ? 0 : open[user.id] ?? 0)
        }
    }
}
