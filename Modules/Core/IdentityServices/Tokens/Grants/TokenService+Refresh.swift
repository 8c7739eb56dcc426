import FoundationEssentials
package import IdentityCore

extension TokenService {
    /// New tokens for a refresh token, which is used up by that. One that comes a second time was stolen, from here or
    /// from there: its session ends, with everything that was granted in it (RFC 9700 section 4.14.2).
    /// - Parameter scopes: `nil` for all that were granted.
    package func refresh(
        _ token: Secret, scopes: [String]?, for proof: ClientProof, as shape: any TokenShaping
    ) async throws(ServiceError) -> GrantOutcome {
        let client: Client
        switch try await self.client(proof, for: .refreshToken) {
        case .success(let found): client = found
        case .failure(let refusal): return .refused(refusal.refusal)
        }
        let now = hands.clock.now(), next = hands.ids.uuid()
        guard let claims = try await signing.recognise(token, as: [.refresh, .offline]),
            case .text(let text)? = claims.others[familyClaim], let id = RefreshFamilyID(text),
            claims.client == client.id, claims.issuer == shape.issuer
        else { return .refused(.notARefreshToken) }
        let decision = try await storage.write { store in
            try renew(
                id, claims, to: next, scopes: scopes, for: client, at: now, proof, in: store)
        }
        return try await outcome(decision, shape)
    }

    private func renew(
        _ id: RefreshFamilyID, _ claims: TokenClaims, to next: UUID, scopes: [String]?, for client: Client,
        at now: Date, _ proof: ClientProof, in store: any StoreWriting
    ) throws(ServiceError) -> Result<GrantDecision, ClientRefusal> {
        guard let client = try confirmed(client, for: .refreshToken, in: store) else {
            return .failure(ClientRefusal(.unknownClient))
        }
        guard var family = try store.refreshFamilies.find(id), family.client == client.id,
            let session = try store.sessions.find(family.session)
        else { return .failure(ClientRefusal(.sessionEnded)) }
        guard family.current == claims.id else {
            try end(session, .tokenReused, detail: client.id.rawValue, from: proof.origin, at: now, in: store)
            return .failure(ClientRefusal(.sessionEnded))
        }
        guard family.isAllowed(to: client, claims) else { return .failure(ClientRefusal(.sessionEnded)) }
        guard claims.expiresAt.map({ $0 > now }) ?? true, family.expiresAt > now else {
            return .failure(ClientRefusal(.tokenEnded))
        }
        let account: SignedInAccount
        switch try self.account(of: session, in: proof.realm, in: store, at: now) {
        case .success(let found): account = found
        case .failure(let refusal): return .failure(refusal)
        }
        let granted = scopes ?? family.scopes
        guard Set(granted).isSubset(of: family.scopes) else { return .failure(ClientRefusal(.scopeTooWide)) }
        family.current = next
        family.renewedAt = now
        family.expiresAt = family.isOffline ? session.expiresAt : min(session.expiresAt, now + lifetimes.refresh)
        try store.refreshFamilyWrites.replace(family)
        let facts = try facts(
            of: account.user, client, session, family, scopes: granted, at: now, for: proof, in: store)
        return .success(
            GrantDecision(facts: facts, refreshToken: next, impersonator: account.impersonator?.user.id))
    }

    /// Whom a session still stands for: an account that was locked, or has a password to choose, gets nothing new.
    /// - Parameters:
    ///   - realm: where tokens are asked for; a client of every realm asks for nobody of another one there.
    ///   - foreign: what somebody of another realm is answered, of whom nothing else is told.
    func account(
        of session: Session, in realm: OrganizationID, or foreign: GrantRefusal = .sessionEnded,
        in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> Result<SignedInAccount, ClientRefusal> {
        guard sessions.isConfigured(session.source) else { return .failure(ClientRefusal(.sessionEnded)) }
        guard let user = try store.users.find(.id(session.user)) else { return .failure(ClientRefusal(.accountClosed)) }
        guard user.organization == realm else { return .failure(ClientRefusal(foreign)) }
        guard user.isOpen(at: now), user.failedLogins < limits.consecutiveFailures else {
            return .failure(ClientRefusal(.accountClosed))
        }
        guard user.requiredActions.isEmpty else { return .failure(ClientRefusal(.passwordDue)) }
        guard case .account(let account)? = try Proven.by(session, in: store, at: now) else {
            return .failure(ClientRefusal(.sessionEnded))
        }
        return .success(account)
    }

    /// Ends a session because of what came with it.
    func end(
        _ session: Session, _ action: AuditAction, detail: String?, from origin: RequestOrigin, at now: Date,
        in store: any StoreWriting
    ) throws(ServiceError) {
        _ = try store.sessionWrites.remove(session.id)
        let user = try store.users.find(.id(session.user))
        try store.auditWrites.append(
            Caller(.anonymous, origin: origin).entry(
                action, on: AuditObject(kind: .session, id: session.id.description, name: user?.login.display), at: now,
                in: user?.organization, outcome: action == .tokenReused ? .refused : .success, detail: detail))
    }
}

extension RefreshFamily {
    /// A client that may no longer go on while the user is away gets nothing more for an offline token, and one that may
    /// no longer exchange nothing for one as somebody else.
    func isAllowed(to client: Client, _ claims: TokenClaims) -> Bool {
        (!isOffline || client.settings.allowsOffline)
            && (claims.actor == nil || client.settings.grants.contains(.tokenExchange))
    }
}
