import FoundationEssentials
package import IdentityCore

/// Who a token stands for, and the end of sessions.
package struct SessionService: Sendable {
    let storage: any Storage
    let tokens: any SessionTokenMaking
    let keys: any AccessKeyMaking
    let signedTokens: SignedTokenParts
    let cache: any AccountCaching
    let signIn: SignInService
    let hands: ServiceHands

    package init(
        storage: any Storage, tokens: any SessionTokenMaking, keys: any AccessKeyMaking,
        signedTokens: SignedTokenParts, cache: any AccountCaching,
        signIn: SignInService, hands: ServiceHands
    ) {
        self.storage = storage
        self.tokens = tokens
        self.keys = keys
        self.signedTokens = signedTokens
        self.cache = cache
        self.signIn = signIn
        self.hands = hands
    }

    /// The caller's own account, as it stood when the request came in. Allowed while a password change is due.
    package func whoAmI(as caller: Caller) throws(ServiceError) -> SignedInAccount {
        try caller.requireAccount()
    }

    /// Ends the caller's own session.
    package func signOut(as caller: Caller) async throws(ServiceError) {
        let account = try caller.requireAccount()
        guard let session = account.session, session.user == account.user.id else {
            throw .unsupported("Only a session can be signed out; a key is ended, and a header is left out.")
        }
        let now = hands.clock.now()
        try await storage.write { store in
            guard try store.sessionWrites.remove(session.id) else { throw ServiceError.unauthenticated }
            let action: AuditAction = account.impersonator == nil ? .signedOut : .impersonationEnded
            try store.auditWrites.append(
                caller.entry(action, on: .user(account.user), at: now, in: account.user.organization))
        }
    }

    /// Sessions, newest first. Without the right to manage sessions a user sees only its own.
    /// - Throws: `notFound(.user)` for a user out of reach.
    package func list(_ query: SessionQuery, as caller: Caller) async throws(ServiceError) -> [Session] {
        try caller.requireFullSession()
        let isOwn = query.user != nil && query.user == caller.userID
        if !isOwn { try caller.require(.manageSessions) }
        let everywhere = caller.grants.reach(of: .manageSessions) == .server
        guard isOwn || everywhere || query.user != nil else { throw .forbidden(.missingRight(.manageSessions)) }
        return try await storage.read(.scan) { store in
            if !isOwn, !everywhere, let id = query.user {
                let owner = try store.users.require(.id(id))
                try caller.requireReach(.manageSessions, into: owner.organization, orNotFound: .user)
            }
            return try store.sessions.list(query)
        }
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
            guard try current.mayEnd(session, of: owner, in: store), try store.sessionWrites.remove(id) else {
                throw ServiceError.notFound(.session)
            }
            let object = AuditObject(kind: .session, id: id.description, name: owner?.login.display)
            try store.auditWrites.append(current.entry(.sessionEnded, on: object, at: now, in: owner?.organization))
        }
    }

    /// Ends every session of the user, one's own or, with the right, another's, and every one that the user opened to act
    /// as somebody else.
    /// - Returns: how many ended.
    @discardableResult
    package func endAll(of id: UserID, as caller: Caller) async throws(ServiceError) -> Int {
        try caller.requireFullSession()
        let now = hands.clock.now()
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            if id != current.userID { try current.require(.manageSessions) }
            guard let user = try store.users.find(.id(id)),
                id == current.userID || current.reaches(user.organization, with: .manageSessions)
            else { throw ServiceError.notFound(.user) }
            if id != current.userID {
                try current.requireDominance(over: Authorization.grants(of: user, in: store))
            }
            let ended = try store.sessionWrites.removeAll(of: id, except: nil)
            try store.auditWrites.append(
                current.entry(
                    .sessionEnded, on: .user(user), at: now, in: user.organization, detail: "all, \(ended) in number"))
            return ended
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

    /// Forgets revoked tokens whose time is over, which nothing accepts any more, a bounded number in one transaction.
    /// - Returns: how many went.
    package func pruneRevokedTokens(limit: Int = 1_000, as caller: Caller) async throws(ServiceError) -> Int {
        try caller.require(.manageServer)
        let now = hands.clock.now()
        return try await storage.write { store in
            _ = try caller.confirm(.manageServer, in: store, at: now)
            let removed = try store.revokedTokenWrites.removeExpired(before: now, limit: limit)
            if removed > 0 {
                let detail = "\(removed) whose time was over"
                try store.auditWrites.append(caller.entry(.revokedTokensPruned, on: nil, at: now, detail: detail))
            }
            return removed
        }
    }
}

extension Caller {
    fileprivate func mayEnd(
        _ session: Session, of owner: User?, in store: any StoreReading
    ) throws(ServiceError) -> Bool {
        if session.user == userID || session.impersonation?.impersonator == userID, userID != nil { return true }
        guard let owner else { return grants.onServer.rights.contains(.manageSessions) }
        guard reaches(owner.organization, with: .manageSessions) else { return false }
        return grants.dominate(try Authorization.grants(of: owner, in: store))
    }
}
