import FoundationEssentials
package import IdentityCore

/// Who a token stands for, and the end of sessions.
package struct SessionService: Sendable {
    let storage: any Storage
    let tokens: any SessionTokenMaking
    let cache: any AccountCaching
    let hands: ServiceHands

    package init(
        storage: any Storage, tokens: any SessionTokenMaking, cache: any AccountCaching, hands: ServiceHands
    ) {
        self.storage = storage
        self.tokens = tokens
        self.cache = cache
        self.hands = hands
    }

    /// Turns a bearer token into a caller. What it stood for is remembered only while nothing in the store has changed,
    /// so the end of a session or of an account is seen by the very next request, whoever caused it.
    /// - Throws: `unauthenticated` for a token that opens nothing (any more).
    package func caller(
        presenting token: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        let digests = tokens.digests(of: token)
        guard !digests.isEmpty else { throw .unauthenticated }
        let now = hands.clock.now()
        // Read before the account is: a change in between makes the remembered value stale, never fresh.
        let marker = try storage.changeMarker()
        for digest in digests {
            guard let known = cache.account(for: digest, asOf: marker) else { continue }
            guard known.session.expiresAt > now else { throw .unauthenticated }
            return Caller(.account(known), origin: origin)
        }
        let account: SignedInAccount? = try await storage.read(.point) { store in
            guard let session = try store.sessions.find(any: digests), session.expiresAt > now,
                let user = try store.users.find(.id(session.user)), user.isEnabled
            else { return nil }
            return SignedInAccount(session: session, user: user)
        }
        guard let account else { throw .unauthenticated }
        cache.remember(account, for: account.session.digest, asOf: marker)
        return Caller(.account(account), origin: origin)
    }

    /// The caller's own account, as it stood when the request came in. Allowed while a password change is due.
    package func whoAmI(as caller: Caller) throws(ServiceError) -> SignedInAccount {
        try caller.requireAccount()
    }

    /// Ends the caller's own session.
    package func signOut(as caller: Caller) async throws(ServiceError) {
        let account = try caller.requireAccount()
        let now = hands.clock.now()
        try await storage.write { store in
            guard try store.sessionWrites.remove(account.session.id) else { throw ServiceError.unauthenticated }
            try store.auditWrites.append(caller.entry(.signedOut, on: .user(account.user), at: now))
        }
    }

    /// Sessions, newest first. Without the right to manage sessions a user sees only its own.
    package func list(_ query: SessionQuery, as caller: Caller) async throws(ServiceError) -> [Session] {
        try caller.requireFullSession()
        if query.user == nil || query.user != caller.account?.user.id { try caller.require(.manageSessions) }
        return try await storage.read(.scan) { store in try store.sessions.list(query) }
    }

    /// Ends one session, one's own or, with the right, another's.
    /// - Throws: `notFound` also for a session that the caller may not end, so that ids can't be probed.
    package func end(_ id: SessionID, as caller: Caller) async throws(ServiceError) {
        try caller.requireFullSession()
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            guard let session = try store.sessions.find(id) else { throw ServiceError.notFound(.session) }
            let owner = try store.users.find(.id(session.user))
            if session.user != current.account?.user.id {
                let dominates = owner.map { $0.roles.rights.isSubset(of: current.rights) } ?? true
                guard current.rights.contains(.manageSessions), dominates else {
                    throw ServiceError.notFound(.session)
                }
            }
            guard try store.sessionWrites.remove(id) else { throw ServiceError.notFound(.session) }
            let object = AuditObject(kind: .session, id: id.description, name: owner?.login.display)
            try store.auditWrites.append(current.entry(.sessionEnded, on: object, at: now))
        }
    }

    /// Removes sessions whose time is over, a bounded number in one transaction.
    /// - Returns: how many went.
    package func pruneExpired(limit: Int = 1_000, as caller: Caller) async throws(ServiceError) -> Int {
        try caller.require(.manageServer)
        let now = hands.clock.now()
        return try await storage.write { store in
            _ = try caller.confirm(.manageServer, in: store, at: now)
            let removed = try store.sessionWrites.removeExpired(before: now, limit: limit)
            if removed > 0 {
                let detail = "\(removed) whose time was over"
                try store.auditWrites.append(caller.entry(.sessionsPruned, on: nil, at: now, detail: detail))
            }
            return removed
        }
    }
}

extension SessionReading {
    fileprivate func find(any digests: [TokenDigest]) throws(ServiceError) -> Session? {
        for digest in digests {
            if let session = try find(digest) { return session }
        }
        return nil
    }
}
