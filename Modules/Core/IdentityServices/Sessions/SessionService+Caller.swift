import FoundationEssentials
package import IdentityCore

extension SessionService {
    /// How old the last noted use of an account or key may grow before it is noted anew: noting is a write.
    private static let activityInterval: TimeInterval = 300

    /// Turns a bearer token, of a session or an access key, into a caller. What it stood for is remembered only while
    /// nothing in the store has changed, so the end of a session, a key or an account is seen by the very next request,
    /// whoever caused it.
    /// - Throws: `unauthenticated` for a token that opens nothing (any more).
    package func caller(
        presenting token: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        let isKey: Bool, digest: TokenDigest
        if let found = tokens.digest(of: token) {
            (isKey, digest) = (false, found)
        } else if let found = keys.digest(of: token) {
            (isKey, digest) = (true, found)
        } else {
            throw .unauthenticated
        }
        let now = hands.clock.now()
        // Read before the account is: a change in between makes the remembered value stale, never fresh.
        let marker = try storage.changeMarker()
        if let known = cache.proven(by: digest, asOf: marker) {
            guard known.isGood(for: digest, at: now) else { throw .unauthenticated }
            await noteUse(of: known, at: now)
            return known.caller(from: origin)
        }
        let proven: Proven? = try await storage.read(.point) { store in
            if isKey {
                guard let key = try store.accessKeys.find(digest), key.isOpened(by: digest, at: now) else { return nil }
                return try Proven.by(key, in: store, at: now)
            }
            guard let session = try store.sessions.find(digest) else { return nil }
            return try Proven.by(session, in: store, at: now)
        }
        guard let proven else { throw .unauthenticated }
        cache.remember(proven, for: digest, asOf: marker)
        await noteUse(of: proven, at: now)
        return proven.caller(from: origin)
    }

    /// A request is answered whether or not its use could be noted.
    private func noteUse(of proven: Proven, at now: Date) async {
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
    fileprivate func caller(from origin: RequestOrigin) -> Caller {
        switch self {
        case .account(let account): Caller(.account(account), origin: origin)
        case .globalKey(let holder): Caller(.globalKey(holder), origin: origin)
        }
    }
}
