import FoundationEssentials
package import IdentityCore

extension TokenService {
    /// Ends a token (RFC 7009): an access token itself; with a refresh token its family, and the session when no other
    /// client uses it. What is no token of ours is ended already.
    /// - Returns: what was wrong with the client; `wrongCredentials` for a token of another client.
    package func revoke(_ token: Secret, for proof: ClientProof) async throws(ServiceError) -> GrantRefusal? {
        let client: Client
        switch try await self.client(proof) {
        case .success(let found): client = found
        case .failure(let refusal): return refusal.refusal
        }
        guard let claims = try await signing.recognise(token, as: [.access, .refresh, .offline]) else { return nil }
        guard claims.client == client.id else { return .wrongCredentials }
        let now = hands.clock.now()
        try await storage.write { store in
            switch claims.kind {
            case .access:
                guard let end = claims.expiresAt, end > now else { return }
                try store.revokedTokenWrites.insert(claims.id, until: end)
            case .refresh, .offline:
                try endFamily(of: claims, from: proof.origin, at: now, in: store)
            case .identity: return
            }
        }
        return nil
    }

    /// Signs the user of a refresh token out: its session ends, for every client.
    /// - Returns: `nil` when it has ended.
    package func signOut(refreshToken: Secret, for proof: ClientProof) async throws(ServiceError) -> GrantRefusal? {
        let client: Client
        switch try await self.client(proof) {
        case .success(let found): client = found
        case .failure(let refusal): return refusal.refusal
        }
        guard let claims = try await signing.recognise(refreshToken, as: [.refresh, .offline]),
            claims.client == client.id, let session = claims.session
        else { return .notARefreshToken }
        let now = hands.clock.now()
        let wasOpen = try await storage.write { store in
            guard let session = try store.sessions.find(session) else { return false }
            try end(session, .signedOut, detail: client.id.rawValue, from: proof.origin, at: now, in: store)
            return true
        }
        return wasOpen ? nil : .sessionEnded
    }

    /// What an identity token of ours says, however old: who wants to be signed out.
    package func hint(_ identityToken: Secret) async throws(ServiceError) -> TokenClaims? {
        try await signing.recognise(identityToken, as: [.identity])
    }

    /// Ends the session that an identity token tells of.
    /// - Returns: whether it was open: an identity token is good for ever, the wish to sign out is not.
    package func signOut(hint claims: TokenClaims, from origin: RequestOrigin) async throws(ServiceError) -> Bool {
        guard claims.kind == .identity, let id = claims.session else { return false }
        let now = hands.clock.now()
        return try await storage.write { store in
            guard let session = try store.sessions.find(id), session.user == claims.subject else { return false }
            try end(session, .signedOut, detail: claims.client.rawValue, from: origin, at: now, in: store)
            return session.expiresAt > now
        }
    }

    /// Whether users of the client may be sent there after the sign-out.
    package func mayReturn(
        to address: String, of client: ClientID, in realm: OrganizationID
    ) async throws(ServiceError) -> Bool {
        let found = try await storage.read(.point) { store in try store.clients.find(client) }
        guard let client = found, client.serves(realm) else { return false }
        let settings = client.settings
        // "+" stands for the addresses of the sign-in.
        let allowed =
            settings.postLogoutRedirectURIs
            + (settings.postLogoutRedirectURIs.contains("+") ? settings.redirectURIs : [])
        return allowed.contains { $0.utf8.elementsEqual(address.utf8) }
    }

    /// Removes codes, devices and refresh families whose time is over, a bounded number in one transaction.
    /// - Returns: how many went.
    package func pruneExpired(limit: Int = 1_000, as caller: Caller) async throws(ServiceError) -> Int {
        try caller.require(.manageServer)
        let now = hands.clock.now()
        return try await storage.write { store in
            _ = try caller.confirm(.manageServer, in: store, at: now)
            // A used code is known for a while, so that its second use is noticed.
            let removed =
                try store.grantWrites.removeExpiredGrants(before: now - lifetimes.device, limit: limit)
                + store.refreshFamilyWrites.removeExpired(before: now, limit: limit)
            if removed > 0 {
                let detail = "\(removed) grants whose time was over"
                try store.auditWrites.append(caller.entry(.codesPruned, on: nil, at: now, detail: detail))
            }
            return removed
        }
    }

    private func endFamily(
        of claims: TokenClaims, from origin: RequestOrigin, at now: Date, in store: any StoreWriting
    ) throws(ServiceError) {
        guard case .text(let text)? = claims.others[familyClaim], let id = RefreshFamilyID(text),
            let family = try store.refreshFamilies.find(id)
        else { return }
        _ = try store.refreshFamilyWrites.remove(id)
        guard try store.refreshFamilies.list(of: family.session).isEmpty,
            let session = try store.sessions.find(family.session)
        else { return }
        try end(session, .sessionEnded, detail: claims.client.rawValue, from: origin, at: now, in: store)
    }
}
