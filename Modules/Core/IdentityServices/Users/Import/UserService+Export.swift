package import IdentityCore

/// One user as an import takes it.
package struct ExportedUser: Sendable {
    package let user: User
    /// The groups that the user was assigned to, by their names from the top down; what a source has mapped is left out.
    package let groups: [[String]]
    /// `nil` without a password, and when hashes were not asked for.
    package let hash: PasswordHash?
}

extension UserService {
    /// One page of users with what an import needs. Who may see only the own organization gets only that.
    /// - Parameter withHashes: asks for the right to export users as well.
    package func export(
        _ query: UserQuery, withHashes: Bool, as caller: Caller
    ) async throws(ServiceError) -> [ExportedUser] {
        try caller.require(.readUsers)
        try caller.require(.readGroups)
        var asked = query
        asked.organization = try caller.place(for: .readUsers, asked: query.organization)
        if withHashes {
            try caller.require(.exportUsers)
            try caller.requireNoImpersonation()
            asked.organization = try caller.place(for: .exportUsers, asked: asked.organization)
        }
        asked.search = query.search.map(hands.text.comparisonKey)
        let settled = asked
        return try await storage.read(.scan) { store in
            var paths: [GroupID: [String]] = [:]
            return try store.users.list(settled).map { user in
                try ExportedUser(
                    user: user, groups: groups(of: user, &paths, in: store),
                    hash: withHashes ? store.passwords.find(of: user.id)?.hash : nil)
            }
        }
    }

    private func groups(
        of user: User, _ paths: inout [GroupID: [String]], in store: any StoreReading
    ) throws(ServiceError) -> [[String]] {
        let assigned = try store.groups.memberships(of: user.id).filter { $0.value == .assigned }.keys.sorted()
        for id in assigned where paths[id] == nil {
            paths[id] = try PlacedGroup.one(store.groups.require(id), in: store).names
        }
        return assigned.compactMap { paths[$0] }
    }
}
