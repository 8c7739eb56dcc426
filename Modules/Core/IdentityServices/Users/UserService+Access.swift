package import IdentityCore

/// What a caller may do with a user.
package struct UserAccess: Hashable, Sendable {
    package let view: Bool
    package let manage: Bool
    package let changeGroups: Bool
    package let changeRoles: Bool
    package let impersonate: Bool
}

/// A user, and what the caller may do with it.
package struct AccessibleUser: Sendable {
    package let user: User
    package let access: UserAccess
}

extension UserService {
    /// Everybody who fits, in the order of `query.sort`, page by page: `query.limit` says how many at once. Who may see
    /// only the own organization gets only that.
    package func forEach(
        _ query: UserQuery, as caller: Caller, _ visit: (AccessibleUser) -> Void
    ) async throws(ServiceError) {
        try caller.require(.readUsers)
        var next = query
        next.organization = try caller.place(for: .readUsers, asked: query.organization)
        next.search = query.search.map(hands.text.comparisonKey)
        while true {
            let asked = next
            let page = try await storage.read(.scan) { store in
                var page: [AccessibleUser] = []
                page.reserveCapacity(asked.limit)
                for user in try store.users.list(asked) {
                    page.append(try accessible(user, in: store, as: caller))
                }
                return page
            }
            for user in page { visit(user) }
            guard page.count == asked.limit, let last = page.last else { return }
            next.after = last.user.position(in: asked.sort)
        }
    }

    /// Those of the users whom the caller may read, oneself always; nobody is missed.
    package func readKnown(_ ids: [UserID], as caller: Caller) async throws(ServiceError) -> [AccessibleUser] {
        try caller.requireFullSession()
        return try await storage.read(.scan) { store in
            var found: [AccessibleUser] = []
            for id in ids {
                guard let user = try store.users.find(.id(id)) else { continue }
                let one = try accessible(user, in: store, as: caller)
                if one.access.view { found.append(one) }
            }
            return found
        }
    }

    private func accessible(
        _ user: User, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> AccessibleUser {
        func reaches(_ right: Right) -> Bool { caller.reaches(user.organization, with: right) }
        let manages = reaches(.manageUsers), groups = reaches(.manageGroups), impersonates = reaches(.impersonate)
        let mayAct = manages || groups || impersonates
        let isStronger = mayAct ? try dominates(user, in: store, as: caller) : false
        let isSelf = user.id == caller.userID
        return AccessibleUser(
            user: user,
            access: UserAccess(
                view: isSelf || reaches(.readUsers), manage: isStronger && manages,
                changeGroups: isStronger && groups, changeRoles: isStronger && manages,
                impersonate: isStronger && impersonates && !isSelf && user.isEnabled))
    }

    private func dominates(
        _ user: User, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Bool {
        if caller.grants.areUnlimited { return true }
        return caller.grants.dominate(try Authorization.grants(of: user, in: store))
    }
}
