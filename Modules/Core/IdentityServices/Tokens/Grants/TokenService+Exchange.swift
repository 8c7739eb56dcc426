import FoundationEssentials
package import IdentityCore

/// One token for another (RFC 8693).
package struct TokenExchange: Sendable {
    package var subjectToken: Secret
    /// Whom the new token is for; `nil` for the user of the old one.
    package var requested: UserSelector?
    /// The client that the new token is for; `nil` for the one that asks.
    package var audience: String?
    package var scopes: [String]
    package var wantsRefreshToken: Bool

    package init(
        subjectToken: Secret, requested: UserSelector?, audience: String?, scopes: [String], wantsRefreshToken: Bool
    ) {
        self.subjectToken = subjectToken
        self.requested = requested
        self.audience = audience
        self.scopes = scopes
        self.wantsRefreshToken = wantsRefreshToken
    }
}

extension TokenService {
    /// For another user of the realm under the rules of `ImpersonationService`, in a session of its own that names who
    /// acts; for the same user in the same session.
    package func exchange(
        _ exchange: TokenExchange, for proof: ClientProof, as shape: any TokenShaping
    ) async throws(ServiceError) -> GrantOutcome {
        let client: Client
        switch try await self.client(proof) {
        case .success(let found): client = found
        case .failure(let refusal): return .refused(refusal.refusal)
        }
        // Whoever found a token could name a public client.
        guard !client.settings.isPublic else { return .refused(.publicClient) }
        guard client.settings.grants.contains(.tokenExchange) else { return .refused(.exchangeNotAllowed) }
        if let audience = exchange.audience, audience != client.id.rawValue {
            let isKnown = try await storage.read(.point) { store in
                try store.clients.find(ClientID(rawValue: audience))?.serves(proof.realm) ?? false
            }
            return .refused(isKnown ? .exchangeNotAllowed : .unknownAudience)
        }
        guard let caller = try await holder(of: exchange.subjectToken, proof),
            caller.organization == proof.realm, let token = caller.account?.signedToken
        else { return .refused(.subjectTokenNotGood) }
        // Whoever found a token of another client makes nothing of it.
        guard token.client == client.id || token.audience.contains(client.id.rawValue) else {
            return .refused(.exchangeNotAllowed)
        }
        var receiver = client
        if !exchange.wantsRefreshToken { receiver.settings.grants.remove(.refreshToken) }
        let decision =
            if let requested = exchange.requested {
                try await impersonate(requested, exchange, receiver, proof, as: caller)
            } else { try await repeated(exchange, receiver, proof, as: caller) }
        return try await outcome(decision, shape)
    }

    private func holder(of token: Secret, _ proof: ClientProof) async throws(ServiceError) -> Caller? {
        do throws(ServiceError) { return try await sessions.caller(presentingOwn: token, from: proof.origin) } catch {
            guard error == .unauthenticated else { throw error }
            return nil
        }
    }

    private func impersonate(
        _ requested: UserSelector, _ exchange: TokenExchange, _ client: Client, _ proof: ClientProof, as caller: Caller
    ) async throws(ServiceError) -> Result<GrantDecision, ClientRefusal> {
        let ids = GrantIDs(hands)
        do throws(ServiceError) {
            return .success(
                try await impersonation.start(
                    as: requested, reason: "token exchange by \(client.id)",
                    seconds: Impersonation.maximumSeconds, as: caller
                ) { issued, store throws(ServiceError) in
                    try decide(
                        issued.account, issued.session, client, scopes: exchange.scopes, isOffline: false, ids: ids,
                        for: proof, in: store)
                })
        } catch {
            switch error {
            case .forbidden, .notFound, .unsupported: return .failure(ClientRefusal(.exchangeNotAllowed))
            case .unauthenticated: return .failure(ClientRefusal(.subjectTokenNotGood))
            default: throw error
            }
        }
    }

    private func repeated(
        _ exchange: TokenExchange, _ client: Client, _ proof: ClientProof, as caller: Caller
    ) async throws(ServiceError) -> Result<GrantDecision, ClientRefusal> {
        guard let session = caller.account?.session else { return .failure(ClientRefusal(.exchangeNotAllowed)) }
        let ids = GrantIDs(hands)
        return try await storage.write { store in
            guard let current = try store.sessions.find(session.id) else {
                return .failure(ClientRefusal(.subjectTokenNotGood))
            }
            switch try self.account(of: current, in: proof.realm, or: .subjectTokenNotGood, in: store, at: ids.at) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let account):
                return .success(
                    try decide(
                        account, current, client, scopes: exchange.scopes, isOffline: false, ids: ids,
                        for: proof, in: store))
            }
        }
    }
}

extension SignedInAccount {
    /// What the token says that is the proof, if it is a signed one.
    var signedToken: TokenClaims? { if case .token(let token) = proof { token.claims } else { nil } }
}
