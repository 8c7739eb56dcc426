import FoundationEssentials
package import IdentityCore

extension SessionService {
    /// How old the last noted use of an account or key may grow before it is noted anew: noting is a write.
    private static let activityInterval: TimeInterval = 300

    /// Turns a bearer token, of a session or an access key, a signed one or one of an outside issuer, into a caller. What it
    /// stood for is remembered only while nothing in the store has changed, so the end of a session, a key or an account is
    /// seen by the very next request, whoever caused it.
    /// - Throws: `unauthenticated` for a token that opens nothing (any more).
    package func caller(
        presenting token: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        guard let opening = opening(of: token) else {
            guard let caller = try await caller(presentingOutside: token, from: origin) else { throw .unauthenticated }
            return caller
        }
        return try await caller(token, opening, asksIssuers: true, from: origin)
    }

    /// As `caller(presenting:from:)`, for a signed token of our own: nobody outside is asked about it or shown it.
    func caller(presentingOwn token: Secret, from origin: RequestOrigin) async throws(ServiceError) -> Caller {
        guard let opening = opening(of: token), case .signed = opening else { throw .unauthenticated }
        return try await caller(token, opening, asksIssuers: false, from: origin)
    }

    private func caller(
        _ token: Secret, _ opening: Opening, asksIssuers: Bool, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        let now = hands.clock.now()
        // Read before the account is: a change in between makes the remembered value stale, never fresh.
        let marker = try storage.changeMarker()
        for digest in opening.digests {
            guard let known = cache.proven(by: digest, asOf: marker) else { continue }
            guard known.isGood(for: digest, at: now) else { throw .unauthenticated }
            await noteUse(of: known, at: now)
            return known.caller(from: origin)
        }
        if asksIssuers, case .signed = opening, let caller = try await caller(presentingOutside: token, from: origin) {
            return caller
        }
        guard let (proven, digest) = try await whom(token, opening, at: now) else {
            return try await tickets.caller(of: opening.digests, from: origin)
        }
        guard proven.isOfKnownSource(self) else { throw .unauthenticated }
        cache.remember(proven, for: digest, asOf: marker)
        await noteUse(of: proven, at: now)
        return proven.caller(from: origin)
    }

    /// What a token can open, found out without a look at the store.
    private enum Opening: Sendable {
        /// A session token has a digest under each master key of the ring.
        case session([TokenDigest])
        case key(TokenDigest)
        /// It has the form of a signed token; nobody has looked at the signature.
        case signed(TokenDigest)

        var digests: [TokenDigest] {
            switch self {
            case .session(let digests): digests
            case .key(let digest), .signed(let digest): [digest]
            }
        }
    }

    private func opening(of token: Secret) -> Opening? {
        let digests = tokens.digests(of: token)
        if !digests.isEmpty { return .session(digests) }
        if let digest = keys.digest(of: token) { return .key(digest) }
        return signedTokens.signing.digest(of: token).map { .signed($0) }
    }

    /// Asks the store, after the signature for a token that has one.
    private func whom(
        _ token: Secret, _ opening: Opening, at now: Date
    ) async throws(ServiceError) -> (Proven, TokenDigest)? {
        switch opening {
        case .session(let digests):
            return try await storage.read(.point) { store in
                for digest in digests {
                    guard let session = try store.sessions.find(digest) else { continue }
                    if let proven = try Proven.by(session, in: store, at: now) { return (proven, digest) }
                }
                return nil
            }
        case .key(let digest):
            return try await storage.read(.point) { store in
                guard let key = try store.accessKeys.find(digest), key.isOpened(by: digest, at: now) else { return nil }
                return try Proven.by(key, in: store, at: now).map { ($0, digest) }
            }
        case .signed(let digest):
            guard let claims = try await signedTokens.signing.verify(token, as: [.access], at: now),
                signedTokens.issuers.contain(claims.issuer)
            else { return nil }
            return try await storage.read(.point) { store in
                try Proven.by(claims, in: store, at: now).map { ($0, digest) }
            }
        }
    }

    /// A request is answered whether or not its use could be noted.
    func noteUse(of proven: Proven, at now: Date) async {
        var key: AccessKey?, user: UserID?
        switch proven {
        case .globalKey(let holder): key = holder.key
        case .account(let account):
            if case .key(let own) = account.proof { key = own }
            // What somebody does as the user is no activity of the user.
            let actor = account.impersonator?.user ?? account.user
            if isStale(actor.lastActivityAt, at: now) { user = actor.id }
        }
        let usedKey = key.flatMap { isStale($0.lastUsedAt, at: now) ? $0.id : nil }
        let usedBy = user
        guard usedKey != nil || usedBy != nil else { return }
        try? await storage.write { store in
            if let usedKey { try store.accessKeyWrites.touch(usedKey, at: now) }
            if let usedBy { try store.userWrites.touch(usedBy, at: now) }
        }
    }

    private func isStale(_ moment: Date?, at now: Date) -> Bool {
        moment.map { now.timeIntervalSince($0) >= Self.activityInterval } ?? true
    }
}

extension Proven {
    /// A session ends with its source: whom the source let in, it vouches for no longer.
    fileprivate func isOfKnownSource(_ service: SessionService) -> Bool {
        guard case .account(let account) = self, let session = account.session else { return true }
        return service.isConfigured(session.source)
    }

    func caller(from origin: RequestOrigin) -> Caller {
        switch self {
        case .account(let account): Caller(.account(account), origin: origin)
        case .globalKey(let holder): Caller(.globalKey(holder), origin: origin)
        }
    }
}
