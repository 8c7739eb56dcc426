import FoundationEssentials
import IdentityCore

extension SignInService {
    /// The one write of a sign-in: whatever the verdict, what it changed and its audit record are one transaction.
    /// A refusal is a result, not a throw: a throw would undo the record of it.
    func record(
        _ verdict: Verdict, login: String, onFile: AccountOnFile?, from origin: RequestOrigin
    ) async throws(ServiceError) -> Result<IssuedSession, ServiceError> {
        let (token, digest) = tokens.mint()
        let now = hands.clock.now()
        let opening = SessionOpening(
            id: SessionID(hands.ids.uuid()), token: token, digest: digest, at: now,
            expiresAt: now.addingTimeInterval(sessionLifetime), origin: origin)
        let newUser = UserID(hands.ids.uuid())
        let result: Step = try await storage.write { store in
            switch verdict {
            case .unknown, .rejected:
                return try refuse(login: login, onFile: onFile, in: store, at: now, from: origin)
            case .failed(let failure, let source):
                _ = try refused(
                    .unavailable, "\(source.id) \(failure.kind.rawValue) at \(failure.step.rawValue)", login,
                    onFile?.user, in: store, at: now, from: origin)
                return .unanswered(source.id)
            case .verified(let identity, let source, let rehashed):
                let found = try bind(identity, to: source, onFile: onFile, newUser: newUser, in: store, at: now)
                guard case .user(var user) = found else {
                    let step = if case .noSeat = found { "no-seat" } else { "identity-conflict" }
                    return try refused(.rejected, step, login, nil, in: store, at: now, from: origin)
                }
                if let refusal = try standing(of: user, verifiedWith: onFile?.password, in: store, at: now) {
                    user.lastFailedLoginAt = now
                    try store.userWrites.replace(user)
                    return try refused(
                        refusal.outcome, refusal.step, login, user, in: store, at: now, from: origin)
                }
                user.lastLoginAt = now
                user.lastActivityAt = now
                user.failedLogins = 0
                try store.userWrites.replace(user)
                if let rehashed {
                    try rehash(user, from: onFile?.password?.hash, to: rehashed, in: store, at: now, origin)
                }
                return .opened(try opening.open(for: user, in: store))
            }
        }
        switch result {
        case .opened(let issued):
            observer.signIn(.success)
            return .success(issued)
        case .refused(let outcome):
            observer.signIn(outcome)
            return .failure(.unauthenticated)
        case .unanswered(let source):
            observer.signIn(.unavailable)
            return .failure(.unavailable(.source(source)))
        }
    }

    private enum Step: Sendable {
        case opened(IssuedSession)
        case refused(SignInOutcome)
        case unanswered(SourceID)
    }

    private enum Binding {
        case user(User)
        case conflict
        /// A new user would be one more than the licence has seats.
        case noSeat
    }

    /// The user that the identity belongs to. An account is bound to its source and external id, never to a login
    /// alone: an entry of one source does not take over an account of another.
    private func bind(
        _ identity: ExternalIdentity, to source: IdentitySource, onFile: AccountOnFile?, newUser: UserID,
        in store: any StoreWriting, at now: Date
    ) throws(ServiceError) -> Binding {
        if source.keepsPasswordsHere {
            guard let id = onFile?.user.id, let user = try store.users.find(.id(id)) else { return .conflict }
            return .user(user)
        }
        if let bound = try store.users.find(.external(source.id, identity.externalID)) { return .user(bound) }
        let login = try Login(identity.login, using: hands.text)
        guard source.policy.createsOnFirstLogin, try store.users.find(.login(login)) == nil else { return .conflict }
        if let seats, try store.users.countEnabled(upTo: seats) >= seats { return .noSeat }
        let email = try identity.email.map { raw throws(ServiceError) in try EmailAddress(raw, using: hands.text) }
        let user = User(
            id: newUser, login: login, email: email,
            displayName: try DisplayName(identity.displayName, using: hands.text), source: source.id,
            externalID: identity.externalID, createdAt: now, updatedAt: now)
        do throws(ServiceError) { try store.users.requireNamesApart(user) } catch {
            guard case .alreadyExists = error else { throw error }
            return .conflict
        }
        try store.userWrites.insert(user)
        try store.auditWrites.append(
            Caller(.system).entry(
                .userCreated, on: .user(user), at: now, in: user.organization, detail: "first sign-in from \(source.id)"
            ))
        return .user(user)
    }

    /// Looked at after the password, inside the write: a disabled account answers no faster, and nothing races.
    private func standing(
        of user: User, verifiedWith credential: PasswordCredential?, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> (outcome: SignInOutcome, step: String)? {
        if !user.isEnabled { return (.disabled, "disabled") }
        if !user.isOpen(at: now) {
            return (.disabled, user.trial.map { $0.isValid(at: now) } ?? true ? "expired" : "trial-over")
        }
        if let end = credential?.validUntil, end <= now { return (.rejected, "password-expired") }
        if user.failedLogins >= limits.consecutiveFailures { return (.locked, "locked") }
        // Not the hash: another sign-in may have made that anew from the same password.
        if try store.passwords.find(of: user.id)?.changedAt != credential?.changedAt {
            return (.rejected, "password-changed-meanwhile")
        }
        return nil
    }

    private func refuse(
        login: String, onFile: AccountOnFile?, in store: any StoreWriting, at now: Date, from origin: RequestOrigin
    ) throws(ServiceError) -> Step {
        guard let onFile, var user = try store.users.find(.id(onFile.user.id)) else {
            return try refused(.unknown, "unknown-login", login, nil, in: store, at: now, from: origin)
        }
        user.failedLogins += 1
        user.lastFailedLoginAt = now
        try store.userWrites.replace(user)
        let step = onFile.password == nil ? "no-password-here" : "wrong-password"
        return try refused(.rejected, step, login, user, in: store, at: now, from: origin)
    }

    private func refused(
        _ outcome: SignInOutcome, _ step: String, _ login: String, _ user: User?, in store: any StoreWriting,
        at now: Date, from origin: RequestOrigin
    ) throws(ServiceError) -> Step {
        let object = user.map(AuditObject.user) ?? AuditObject(kind: .user, id: "", name: login)
        try store.auditWrites.append(
            Caller(.anonymous, origin: origin).entry(
                .signInRefused, on: object, at: now, in: user?.organization, outcome: .refused, detail: step))
        return .refused(outcome)
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
