import FoundationEssentials
import IdentityCore

extension SignInService {
    /// The one write of a sign-in: whatever the verdict, what it changed and its audit record are one transaction.
    /// A refusal is a result, not a throw: a throw would undo the record of it.
    func record<Result: Sendable>(
        _ verdict: SignInVerdict, of name: SignInName, on terms: SignInTerms, from origin: RequestOrigin,
        opened: @escaping @Sendable (IssuedSession, any StoreWriting) throws(ServiceError) -> Result
    ) async throws(ServiceError) -> SignInAnswer<Result> {
        let (token, digest) = tokens.mint()
        let now = hands.clock.now()
        let opening = SessionOpening(
            id: SessionID(hands.ids.uuid()), token: token, digest: digest, at: now,
            expiresAt: now.addingTimeInterval(terms.sessionLifetime ?? sessionLifetime), origin: origin)
        let newUser = UserID(hands.ids.uuid())
        return try await storage.write { store in
            guard case .verified(let identity, let source, let rehashed) = verdict else {
                return .refused(try refuse(verdict, name, in: store, at: now, from: origin))
            }
            let entered = try enter(identity, from: source, name, newUser: newUser, in: store, at: now, origin)
            guard case .user(var user, let remark) = entered else {
                guard case .refused(let refusal) = entered else { throw ServiceError.unauthenticated }
                try note(refusal, name, nil, in: store, at: now, from: origin)
                return .refused(refusal)
            }
            let standing = try standing(of: user, verifiedWith: name.onFile?.password, in: store, at: now)
            if let refusal = standing ?? terms.refusal(of: user) {
                user.lastFailedLoginAt = now
                try store.userWrites.replace(user)
                try note(refusal, name, user, in: store, at: now, from: origin)
                return .refused(refusal)
            }
            user.lastLoginAt = now
            user.lastActivityAt = now
            user.failedLogins = 0
            try store.userWrites.replace(user)
            if let rehashed {
                try rehash(user, from: name.onFile?.password?.hash, to: rehashed, in: store, at: now, origin)
            }
            return .opened(try opened(opening.open(for: user, remark: remark, in: store), store))
        }
    }

    private enum Entered {
        /// The remark is for the audit.
        case user(User, remark: String?)
        case refused(SignInRefusal)
    }

    private func enter(
        _ identity: ExternalIdentity?, from source: IdentitySource, _ name: SignInName, newUser: UserID,
        in store: any StoreWriting, at now: Date, _ origin: RequestOrigin
    ) throws(ServiceError) -> Entered {
        guard let identity else {
            let user = try name.onFile.flatMap { account throws(ServiceError) in
                try store.users.find(.id(account.user.id))
            }
            return user.map { .user($0, remark: nil) } ?? .refused(Self.noAccount(source.id))
        }
        if let refusal = try otherAccount(identity, source, name, in: store) { return .refused(refusal) }
        let admitted = try provisioning.admit(
            identity, of: source, newID: newUser, mayCreate: source.policy.createsOnFirstLogin, on: .signIn,
            in: store, as: Caller(.system, origin: origin), at: now)
        switch admitted {
        case .unchanged(let user), .created(let user), .refreshed(let user, _): return .user(user, remark: nil)
        case .conflict(let conflict, let kept):
            let refusal = Self.refusal(conflict, source.id)
            return kept.map { .user($0, remark: refusal.step) } ?? .refused(refusal)
        case .noSeat: return .refused(Self.noSeat(source.id))
        case .absent: return .refused(Self.noAccount(source.id))
        }
    }

    private func refuse(
        _ verdict: SignInVerdict, _ name: SignInName, in store: any StoreWriting, at now: Date,
        from origin: RequestOrigin
    ) throws(ServiceError) -> SignInRefusal {
        var user: User?
        if let known = name.onFile.map({ UserReference.id($0.user.id) }) ?? verdict.alias {
            user = try store.users.find(known)
        }
        let refusal = try refusal(of: verdict, name, in: store, at: now)
        if var counted = user, refusal.isGuess {
            counted.failedLogins += 1
            counted.lastFailedLoginAt = now
            try store.userWrites.replace(counted)
        }
        try note(refusal, name, user, in: store, at: now, from: origin)
        return refusal
    }

    private func note(
        _ refusal: SignInRefusal, _ name: SignInName, _ user: User?, in store: any StoreWriting, at now: Date,
        from origin: RequestOrigin
    ) throws(ServiceError) {
        let object = user.map(AuditObject.user) ?? AuditObject(kind: .user, id: "", name: name.typed)
        try store.auditWrites.append(
            Caller(.anonymous, origin: origin).entry(
                .signInRefused, on: object, at: now, in: user?.organization, outcome: .refused, detail: refusal.step))
    }

    private func rehash(
        _ user: User, from old: PasswordHash?, to hash: PasswordHash, in store: any StoreWriting, at now: Date,
        _ origin: RequestOrigin
    ) throws(ServiceError) {
        guard var credential = try store.passwords.find(of: user.id), credential.hash == old else { return }
        credential.hash = hash
        try store.passwordWrites.put(credential)
        try store.auditWrites.append(
            Caller(.system, origin: origin).entry(.passwordRehashed, on: .user(user), at: now, in: user.organization))
    }
}
