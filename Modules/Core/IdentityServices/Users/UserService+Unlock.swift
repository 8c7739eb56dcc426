import FoundationEssentials
package import IdentityCore

/// What wrong passwords have come to.
package struct FailureStanding: Hashable, Sendable {
    package let user: User
    /// Whether so many came in a row that the account takes no password any more.
    package let isLocked: Bool
}

extension UserService {
    package func failures(of selector: UserSelector, as caller: Caller) async throws(ServiceError) -> FailureStanding {
        let user = try await read(selector, as: caller)
        return FailureStanding(user: user, isLocked: user.failedLogins >= limits.consecutiveFailures)
    }

    /// Forgives the wrong passwords of an account, and opens it if they have locked it. Disabled stays disabled.
    package func unlock(_ selector: UserSelector, as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageUsers)
        let now = hands.clock.now(), reference = try reference(selector)
        try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            let (user, _) = try target(reference, for: .manageUsers, in: store, as: current)
            try forgive(user, in: store, as: current, at: now)
        }
    }

    /// The same for every account of the organization that is not stronger than the caller, a bounded number in one
    /// transaction.
    package func unlockAll(of organization: OrganizationID, as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageUsers)
        try caller.requireReach(.manageUsers, into: organization, orNotFound: .organization)
        let now = hands.clock.now()
        let locked = try await storage.read(.scan) { store in
            _ = try caller.confirm(.manageUsers, in: store, at: now)
            var found: [UserID] = []
            try walk(UserSearch(of: organization), after: nil, in: store) { user in
                if user.failedLogins > 0 { found.append(user.id) }
                return true
            }
            return found
        }
        for start in stride(from: 0, to: locked.count, by: 500) {
            let part = locked[start..<min(start + 500, locked.count)]
            try await storage.write { store in
                let current = try caller.confirm(.manageUsers, in: store, at: now)
                for id in part {
                    guard let user = try store.users.find(.id(id)), user.organization == organization,
                        try current.isAsStrong(as: Authorization.grants(of: user, in: store))
                    else { continue }
                    try forgive(user, in: store, as: current, at: now)
                }
            }
        }
    }

    private func forgive(
        _ user: User, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        guard user.failedLogins > 0 else { return }
        var user = user
        user.failedLogins = 0
        try store.userWrites.replace(user)
        try store.auditWrites.append(caller.entry(.userUnlocked, on: .user(user), at: now, in: user.organization))
    }
}
