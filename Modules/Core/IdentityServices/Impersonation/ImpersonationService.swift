package import FoundationEssentials
package import IdentityCore

/// Acting as another user: for as long as a session of its own lasts, or for one request. Whoever acts needs the right
/// `impersonate`, holds everything that the user holds, and is at home in the same organization unless super-admin;
/// both names stand in every audit record.
package struct ImpersonationService: Sendable {
    let storage: any Storage
    let tokens: any SessionTokenMaking
    let hands: ServiceHands

    package init(storage: any Storage, tokens: any SessionTokenMaking, hands: ServiceHands) {
        self.storage = storage
        self.tokens = tokens
        self.hands = hands
    }

    /// Opens a session in which the caller acts as the user. It ends like any other, at the latest after
    /// `Impersonation.maximumSeconds`, and at once when the caller may no longer act as the user.
    /// - Throws: `forbidden(.cannotImpersonate)` for oneself, a closed or stronger account, or out of an impersonation;
    ///   `notFound(.user)` for a user of another organization.
    package func start(
        as selector: UserSelector, reason: String, seconds: TimeInterval = Impersonation.maximumSeconds,
        as caller: Caller
    ) async throws(ServiceError) -> IssuedSession {
        try await start(as: selector, reason: reason, seconds: seconds, as: caller) { issued, _ in issued }
    }

    /// - Parameter opened: goes on in the transaction that opened the session; what it throws leaves no session.
    func start<Result: Sendable>(
        as selector: UserSelector, reason: String, seconds: TimeInterval, as caller: Caller,
        opened: @escaping @Sendable (IssuedSession, any StoreWriting) throws(ServiceError) -> Result
    ) async throws(ServiceError) -> Result {
        try caller.require(.impersonate)
        guard caller.account?.session != nil else {
            throw .unsupported("Only somebody in a session of their own opens a session as another user.")
        }
        let reference = try reference(selector)
        let reason = try checked(reason, seconds: seconds)
        let now = hands.clock.now()
        let (token, digest) = tokens.mint()
        let opening = SessionOpening(
            id: SessionID(hands.ids.uuid()), token: token, digest: digest, at: now,
            expiresAt: now.addingTimeInterval(seconds), origin: caller.origin)
        return try await storage.write { store in
            let current = try caller.confirm(.impersonate, in: store, at: now)
            let acting = try standIn(for: reference, in: store, as: current, at: now)
            return try opened(opening.open(for: acting, reason: reason, in: store), store)
        }
    }

    /// The caller as another user, for the length of one request: for clients that name the user in a header beside
    /// their own proof.
    /// - Throws: as `start` does.
    package func caller(
        actingAs selector: UserSelector, as caller: Caller
    ) async throws(ServiceError) -> Caller {
        try caller.require(.impersonate)
        let reference = try reference(selector)
        let now = hands.clock.now()
        let acting = try await storage.read(.point) { store in
            try standIn(for: reference, in: store, as: caller, at: now)
        }
        return Caller(.account(acting), origin: caller.origin)
    }

    private func standIn(
        for reference: UserReference, in store: any StoreReading, as caller: Caller, at now: Date
    ) throws(ServiceError) -> SignedInAccount {
        let account = try caller.actingAccount()
        let user = try store.users.require(reference)
        try caller.requireReach(.impersonate, into: user.organization, orNotFound: .user)
        guard let acting = try account.acting(as: user, in: store, at: now) else {
            throw .forbidden(.cannotImpersonate)
        }
        return acting
    }

    private func reference(_ selector: UserSelector) throws(ServiceError) -> UserReference {
        guard let reference = selector.reference(using: hands.text) else { throw .notFound(.user) }
        return reference
    }

    private func checked(_ reason: String, seconds: TimeInterval) throws(ServiceError) -> String {
        var problems: [FieldProblem] = []
        if let problem = NameRules.problem(inName: reason, field: "reason", using: hands.text) {
            problems.append(problem)
        }
        if !(1...Impersonation.maximumSeconds).contains(seconds) {
            let minutes = Int(Impersonation.maximumSeconds / 60)
            problems.append(
                FieldProblem("seconds", .outOfRange, "An impersonation lasts from a second to \(minutes) minutes."))
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
        return reason
    }
}

extension Caller {
    /// Who acts: an account, or whoever holds the global key.
    fileprivate func actingAccount() throws(ServiceError) -> SignedInAccount {
        guard case .globalKey(let holder) = principal else { return try requireAccount() }
        guard let account = holder.standIn else {
            throw .unsupported("A global key that the operator made has nobody behind it who could act as somebody.")
        }
        return account
    }
}
