import FoundationEssentials
package import IdentityCore

extension UserService {
    /// Sets another user's password. Ends all sessions of the user.
    /// - Parameter temporary: good only for choosing an own one at the next sign-in.
    /// - Throws: `unsupported` for one's own account, for users whose password is kept elsewhere, and with a key that
    ///   expires.
    package func setPassword(
        of selector: UserSelector, to password: Secret, temporary: Bool = true, ifVersion: Int? = nil,
        as caller: Caller
    ) async throws(ServiceError) {
        try caller.require(.manageUsers)
        try caller.requireMayHandOutPasswords()
        let now = hands.clock.now()
        let reference = try reference(selector)
        let target = try await storage.read(.point) { store in
            try self.target(reference, for: .manageUsers, in: store, as: caller).user
        }
        guard keepsPasswords(target.source) else {
            throw .unsupported("The password of this user is kept by the source \(target.source).")
        }
        guard target.id != caller.account?.user.id else {
            throw .unsupported("An own password is changed with the current one.")
        }
        if let problem = problem(
            inNew: password, field: "password", for: [target.login.display, target.email?.display])
        {
            throw .invalidInput([problem])
        }
        let hash = try await hasher.hash(hands.composed(password))
        try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            try current.requireMayHandOutPasswords()
            var (user, _) = try self.target(.id(target.id), for: .manageUsers, in: store, as: current)
            try requireVersion(ifVersion, of: user)
            if temporary {
                user.requiredActions.insert(.updatePassword)
            } else {
                user.requiredActions.remove(.updatePassword)
            }
            try renew(&user, to: hash, in: store, at: now)
            try store.auditWrites.append(current.entry(.passwordSet, on: .user(user), at: now, in: user.organization))
        }
    }

    /// Changes one's own password. Every session of the account ends and a new one is opened: a session that was only
    /// good for this call must not gain rights under its old token.
    /// - Throws: `invalidInput` naming `currentPassword` when that is wrong; wrong ones count like wrong sign-ins.
    package func changeOwnPassword(
        from current: Secret, to new: Secret, as caller: Caller
    ) async throws(ServiceError) -> IssuedSession {
        let account = try caller.requireAccount()
        try caller.requireNoImpersonation()
        guard account.session != nil else { throw .unsupported("A password is changed in a session, not with a key.") }
        let user = account.user
        guard keepsPasswords(user.source) else {
            throw .unsupported("The password of this account is kept by the source \(user.source).")
        }
        try checkChange(from: current, to: new, of: user)
        let verified = try await verifyCurrent(current, of: user, as: caller)
        let hash = try await hasher.hash(hands.composed(new))
        let (token, digest) = tokens.mint()
        let now = hands.clock.now()
        let opening = SessionOpening(
            id: SessionID(hands.ids.uuid()), token: token, digest: digest, at: now,
            expiresAt: now.addingTimeInterval(sessionLifetime), origin: caller.origin)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            guard var user = current.account?.user, user.failedLogins < limits.consecutiveFailures,
                let credential = try store.passwords.find(of: user.id), credential.changedAt == verified,
                credential.isGood(at: now)
            else { throw ServiceError.unauthenticated }
            user.requiredActions.remove(.updatePassword)
            try renew(&user, to: hash, in: store, at: now)
            try store.auditWrites.append(
                current.entry(.passwordChanged, on: .user(user), at: now, in: user.organization))
            try noteAcceptance(by: user, in: store, as: current, at: now)
            return try opening.open(for: user, in: store)
        }
    }

    private func checkChange(from current: Secret, to new: Secret, of user: User) throws(ServiceError) {
        var draft = UserDraft(using: hands.text)
        draft.add(current.reveal { PasswordPolicy.problem(inOffered: $0, field: "currentPassword") })
        draft.add(problem(inNew: new, field: "newPassword", for: [user.login.display, user.email?.display]))
        let isSame = hands.composed(current).reveal { a in hands.composed(new).reveal { b in a == b } }
        if isSame { draft.add(FieldProblem("newPassword", .weak, "The new password is the current one.")) }
        try draft.finish()
    }

    /// - Returns: when the password that was checked was set.
    private func verifyCurrent(_ password: Secret, of user: User, as caller: Caller) async throws(ServiceError) -> Date
    {
        let bucket = user.id.description, address = caller.origin.limitKey
        if case .refused(let seconds) = await throttle.admit(
            account: bucket, address: address, at: hands.clock.now())
        {
            throw .limited(retryAfterSeconds: seconds)
        }
        var settlement = SignInThrottle.Settlement.undecided
        let result: Result<Date?, ServiceError>
        do throws(ServiceError) {
            let setAt = try await dateOfPassword(password, of: user)
            settlement = setAt == nil ? .failed : .succeeded
            if setAt == nil { try await recordWrongPassword(of: user, as: caller) }
            result = .success(setAt)
        } catch {
            result = .failure(error)
        }
        await throttle.settle(account: bucket, address: address, settlement, at: hands.clock.now())
        guard let setAt = try result.get() else {
            throw .invalidInput([FieldProblem("currentPassword", .malformed, "The current password is wrong.")])
        }
        return setAt
    }

    /// - Returns: `nil` for a wrong password.
    private func dateOfPassword(_ password: Secret, of user: User) async throws(ServiceError) -> Date? {
        let credential = try await storage.read(.point) { store in try store.passwords.find(of: user.id) }
        guard let credential else { return nil }
        let verdict = try await hasher.verify(hands.composed(password), against: credential.hash)
        return verdict == .mismatch ? nil : credential.changedAt
    }

    /// Counts like a wrong password at a sign-in, and is recorded like one.
    private func recordWrongPassword(of user: User, as caller: Caller) async throws(ServiceError) {
        let now = hands.clock.now()
        try await storage.write { store in
            guard var user = try store.users.find(.id(user.id)) else { return }
            user.failedLogins += 1
            user.lastFailedLoginAt = now
            try store.userWrites.replace(user)
            try store.auditWrites.append(
                caller.entry(
                    .passwordChanged, on: .user(user), at: now, in: user.organization, outcome: .refused,
                    detail: "wrong-password"))
        }
    }
}
