import FoundationEssentials
package import IdentityCore

extension TokenService {
    /// An access token for the client itself (RFC 6749 section 4.4): no session, no refresh token. A client of every
    /// realm is at home in one, where its service account is; elsewhere there is no such client.
    package func grant(
        scopes: [String], toItself proof: ClientProof, as shape: any TokenShaping
    ) async throws(ServiceError) -> GrantOutcome {
        let client: Client
        switch try await self.client(proof) {
        case .success(let found): client = found
        case .failure(let refusal): return .refused(refusal.refusal)
        }
        guard !client.settings.isPublic else { return .refused(.publicClient) }
        guard client.settings.grants.contains(.clientCredentials) else { return .refused(.grantNotAllowed) }
        let now = hands.clock.now()
        // Nothing is written for a client that has been here before: an audit record a token would cost each a commit.
        let known = try await storage.read(.point) { store in
            try decision(for: client, scopes: scopes, at: now, proof, in: store)
        }
        if let known { return try await outcome(known, shape) }
        let id = UserID(hands.ids.uuid())
        let made = try await storage.write { store in
            guard let current = try confirmed(client, for: .clientCredentials, in: store) else {
                return Result<GrantDecision, ClientRefusal>.failure(ClientRefusal(.unknownClient))
            }
            guard current.home == proof.realm else { return .failure(ClientRefusal(.unknownClient)) }
            let system = Caller(.system, origin: proof.origin)
            let established = try serviceAccounts.establish(for: current, id: id, in: store, as: system, at: now)
            return try decision(for: established.client, scopes: scopes, at: now, proof, in: store)
                ?? .failure(ClientRefusal(.accountClosed))
        }
        return try await outcome(made, shape)
    }

    /// - Returns: `nil` for a client without a service account.
    private func decision(
        for client: Client, scopes: [String], at now: Date, _ proof: ClientProof, in store: any StoreReading
    ) throws(ServiceError) -> Result<GrantDecision, ClientRefusal>? {
        guard let current = try confirmed(client, for: .clientCredentials, in: store) else {
            return .failure(ClientRefusal(.unknownClient))
        }
        guard let user = try serviceAccounts.account(of: current, in: store) else { return nil }
        guard user.organization == proof.realm else { return .failure(ClientRefusal(.unknownClient)) }
        guard user.isOpen(at: now) else { return .failure(ClientRefusal(.accountClosed)) }
        let facts = try facts(of: user, current, nil, nil, scopes: scopes, at: now, for: proof, in: store)
        return .success(GrantDecision(facts: facts, refreshToken: nil, impersonator: nil))
    }
}
