import FoundationEssentials
package import IdentityCore

extension PasswordResetService {
    /// Sends a code to the account's address, if there is such an account and a code would open it. Returns before that
    /// is looked at, so that neither the answer nor its time tells anything of the account.
    /// - Parameter name: a login name or an e-mail address.
    /// - Throws: `unsupported` when no mail server is configured; `invalidInput`; `limited` when there were too many
    ///   requests for the name or from the address.
    package func request(for name: String, from origin: RequestOrigin) async throws(ServiceError) {
        guard mailing.sender != nil else { throw Self.noMailServer }
        guard (1...NameRules.maximumBytes).contains(name.utf8.count) else {
            let rule: FieldProblem.Rule = name.isEmpty ? .missing : .outOfRange
            throw .invalidInput([FieldProblem("login", rule, "That is no login and no mail address.")])
        }
        let now = hands.clock.now(), bucket = hands.text.comparisonKey(name), address = origin.limitKey
        if case .refused(let seconds) = await requests.admit(account: bucket, address: address, at: now) {
            throw .limited(retryAfterSeconds: seconds)
        }
        // Every request counts: there is no success that could forgive others.
        await requests.settle(account: bucket, address: address, .failed, at: now)
        // What can't be done leaves no trace but in the metrics and the log of storage and mail.
        let hasBegun = await background.begin { try? await answer(name, from: origin) }
        guard hasBegun else { throw .limited(retryAfterSeconds: 5) }
    }

    static let noMailServer = ServiceError.unsupported(
        "No mail server is configured; an administrator can set a temporary password.")

    /// One read and one write, whether or not there is such an account.
    private func answer(_ name: String, from origin: RequestOrigin) async throws(ServiceError) {
        let now = hands.clock.now(), caller = Caller(.anonymous, origin: origin)
        let login = try? Login(name, using: hands.text), email = try? EmailAddress(name, using: hands.text)
        let found: User? = try await storage.read(.point) { store in
            if let login, let user = try store.users.find(.login(login)) { return user }
            return try email.flatMap { try store.users.find(.email($0)) }
        }
        let (code, stored) = mailing.mint(for: .passwordReset, user: found?.id ?? UserID(hands.ids.uuid()), at: now)
        let mail: OutgoingMail? = try await storage.write { store in
            let user = try store.users.find(.id(stored.user))
            let obstacle =
                try user.map { user throws(ServiceError) in
                    try self.obstacle(for: user, mayRepeat: false, in: store, at: now)
                } ?? .unknown
            if let user, obstacle == nil {
                return try enter(stored, code, for: user, in: store, as: caller, at: now)
            }
            let object = user.map(AuditObject.user) ?? AuditObject(kind: .user, id: "", name: name)
            try store.auditWrites.append(
                caller.entry(
                    .passwordResetRequested, on: object, at: now, in: user?.organization, outcome: .refused,
                    detail: obstacle?.rawValue))
            return nil
        }
        if let mail { _ = await mailing.send(mail) }
    }

    /// Sends a code to another user's address, at once.
    /// - Throws: `unsupported` when a code would open nothing or no mail server is configured; `invalidInput`, `limited`
    ///   or `unavailable(.mail)` when the mail was not taken.
    package func start(for selector: UserSelector, as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageUsers)
        try caller.requireNoImpersonation()
        guard let sender = mailing.sender else { throw Self.noMailServer }
        let now = hands.clock.now()
        let reference = try users.reference(selector)
        let (code, digest) = mailing.codes.mint()
        let mail = try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            let (user, _) = try users.target(reference, for: .manageUsers, in: store, as: current)
            if let obstacle = try self.obstacle(for: user, mayRepeat: true, in: store, at: now) {
                throw ServiceError.unsupported(obstacle.sentence)
            }
            let stored = OneTimeCode(
                digest: digest, purpose: .passwordReset, user: user.id, createdAt: now,
                expiresAt: now.addingTimeInterval(mailing.resetLifetime))
            return try enter(stored, code, for: user, in: store, as: current, at: now)
        }
        try await sender.send(mail)
    }

    /// - Parameter mayRepeat: whether a code that has most of its time before it may be made void by another.
    private func obstacle(
        for user: User, mayRepeat: Bool, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> CodeObstacle? {
        if let obstacle = users.obstacle(toCodesFor: user, at: now) { return obstacle }
        // An invitation that is over stays over, until it is sent again by whoever may.
        if let invitation = try store.invitations.find(of: user.id), invitation.acceptedAt == nil {
            return .invitationPending
        }
        // Nobody's letter box is filled, and nobody's code is made void while it is being used, by whoever keeps asking.
        let last = mayRepeat ? nil : try store.codes.find(of: user.id, for: .passwordReset)
        return last.map { $0.isFresh(at: now) } ?? false ? .sentJustNow : nil
    }

    private func enter(
        _ stored: OneTimeCode, _ code: Secret, for user: User, in store: any StoreWriting, as caller: Caller,
        at now: Date
    ) throws(ServiceError) -> OutgoingMail {
        guard let address = user.email else { throw .unsupported(CodeObstacle.noAddress.sentence) }
        try store.codeWrites.put(stored)
        try store.auditWrites.append(
            caller.entry(.passwordResetRequested, on: .user(user), at: now, in: user.organization))
        return CodeMail(
            purpose: .passwordReset, code: code, expiresAt: stored.expiresAt, user: user, address: address,
            publicAddress: mailing.publicAddress
        ).mail
    }
}

extension OneTimeCode {
    /// Whether less than half of its time is over.
    fileprivate func isFresh(at moment: Date) -> Bool {
        moment.timeIntervalSince(createdAt) < expiresAt.timeIntervalSince(createdAt) / 2
    }
}
