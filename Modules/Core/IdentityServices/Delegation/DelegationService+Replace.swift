import FoundationEssentials
package import IdentityCore

/// What a user is to be from now on: everything at once, so that what is left out is cleared.
package struct ReplaceMember: Sendable {
    package var email: String?
    /// The login when left out.
    package var displayName: String?
    package var isEnabled = true
    /// Not temporary; stays when left out.
    package var password: Secret?
    /// The roles in the place of those that the user holds; told whether it is the caller itself.
    package var roles: @Sendable (_ held: Set<Role>, _ isOwn: Bool) -> Set<Role> = { held, _ in held }
    /// Paths of all groups the user is assigned to; looked at only for callers with the right to manage groups.
    package var groups: [String] = []

    package init() {}
}

extension DelegationService {
    /// Ends every session of the user when it gets another password or is disabled. Another mail address counts as not
    /// verified.
    /// - Throws: as `UserService.edit` and `UserService.setPassword` do; `invalidInput` naming each `groups[n]` that is
    ///   not there; `unsupported` for an own password without a session.
    package func replace(
        _ selector: UserSelector, with wanted: ReplaceMember, as caller: Caller
    ) async throws(ServiceError) -> Member {
        try caller.requireFullSession()
        let now = hands.clock.now()
        let hash = try await hash(of: wanted, for: selector, as: caller)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let before = try target(selector, for: ResourceAction.edit, in: store, as: current)
            var edit = EditUser()
            edit.email = wanted.email.map(Change.set) ?? .clear
            edit.displayName = wanted.displayName ?? before.login.display
            edit.isEnabled = wanted.isEnabled
            edit.roles = Set(wanted.roles(before.roles, before.id == current.userID).map(\.rawValue))
            if wanted.email.map(hands.text.comparisonKey) != before.email?.key {
                if before.id == current.userID { try requireOwnSession(current) }
                edit.isEmailVerified = false
            }
            if current.reaches(current.organization, with: .manageGroups) {
                try requireKnown(wanted.groups, in: store, as: current)
                edit.groups = Set(wanted.groups.map { GroupSelector(path: $0[...]) })
            }
            let acting = current.with([.manageUsers])
            let prepared = try users.prepare(.id(before.id), edit)
            var user = try users.carryOut(prepared, in: store, as: acting, at: now)
            if let hash { try renew(&user, to: hash, in: store, as: acting, at: now) }
            return try Member.one(user, in: store)
        }
    }

    /// Nothing is hashed for whoever may not set the password.
    private func hash(
        of wanted: ReplaceMember, for selector: UserSelector, as caller: Caller
    ) async throws(ServiceError) -> PasswordHash? {
        guard let password = wanted.password else { return nil }
        let user = try await storage.read(.point) { store in
            let user = try target(selector, for: ResourceAction.edit, in: store, as: caller)
            return try users.target(.id(user.id), for: .manageUsers, in: store, as: caller.with([.manageUsers])).user
        }
        try requireMaySetPassword(of: user, as: caller)
        if let problem = users.problem(
            inNew: password, field: "password", for: [user.login.display, user.email?.display, wanted.email])
        {
            throw .invalidInput([problem])
        }
        return try await users.hasher.hash(hands.composed(password))
    }

    private func requireMaySetPassword(of user: User, as caller: Caller) throws(ServiceError) {
        try caller.requireMayHandOutPasswords()
        if user.id == caller.userID {
            try requireOwnSession(caller)
            guard user.failedLogins < users.limits.consecutiveFailures else {
                throw .unsupported("Too many wrong passwords have locked the account.")
            }
        }
        guard users.keepsPasswords(user.source) else {
            throw .unsupported("The password of this user is kept by the source \(user.source).")
        }
    }

    /// What opens the own account for good is changed in a session: not with a key, and not with a program's token.
    private func requireOwnSession(_ caller: Caller) throws(ServiceError) {
        guard let account = caller.account, case .session = account.proof, account.impersonator == nil else {
            throw .unsupported("The own password and address are changed in a session, not with a key.")
        }
    }

    private func renew(
        _ user: inout User, to hash: PasswordHash, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        try requireMaySetPassword(of: user, as: caller)
        user.requiredActions.remove(.updatePassword)
        try users.renew(&user, to: hash, in: store, at: now)
        let action: AuditAction = user.id == caller.userID ? .passwordChanged : .passwordSet
        try store.auditWrites.append(caller.entry(action, on: .user(user), at: now, in: user.organization))
    }

    /// Deletes the user with the groups that were made with it.
    /// - Parameter companions: those that hold permissions on anything else stay.
    /// - Returns: what the user was, without the groups that went with it.
    package func delete(
        _ selector: UserSelector, companions: [CompanionGroup], as caller: Caller
    ) async throws(ServiceError) -> Member {
        try caller.requireFullSession()
        let now = hands.clock.now()
        let companions = try CompanionGroups(companions, using: hands)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let user = try target(selector, for: ResourceAction.delete, in: store, as: current)
            let member = try Member.one(user, in: store)
            try users.remove(
                .id(user.id), ifVersion: nil, in: store, as: current.with([.manageUsers]), at: now)
            let gone = try companions.remove(
                about: Delegated.users, user.id.description, in: store, as: current, at: now)
            return Member(user: user, groups: member.groups.filter { !gone.contains($0.group.id) })
        }
    }
}
