package import IdentityCore

extension TokenService {
    /// What an access token says, for a client that it is for and that can prove itself.
    /// - Returns: `nil` inside for a token that is not good, or not this client's business: no claim of it is told
    ///   (RFC 7662 section 2.2).
    package func introspect(
        _ token: Secret, for proof: ClientProof
    ) async throws(ServiceError) -> Result<IntrospectedToken?, DeviceRefusal> {
        let client: Client
        switch try await self.client(proof) {
        case .success(let found): client = found
        case .failure(let refusal): return .failure(DeviceRefusal(refusal: refusal.refusal))
        }
        guard !client.settings.isPublic else { return .failure(DeviceRefusal(refusal: .publicClient)) }
        do throws(ServiceError) {
            let caller = try await sessions.caller(presentingOwn: token, from: proof.origin)
            guard let account = caller.account, let claims = account.signedToken,
                claims.client == client.id || claims.audience.contains(client.id.rawValue),
                account.user.organization == proof.realm
            else { return .success(nil) }
            return .success(IntrospectedToken(claims: claims, user: account.user))
        } catch {
            guard error == .unauthenticated else { throw error }
        }
        return .success(try await introspectRefresh(token, for: client, in: proof.realm))
    }

    private func introspectRefresh(
        _ token: Secret, for client: Client, in realm: OrganizationID
    ) async throws(ServiceError) -> IntrospectedToken? {
        let now = hands.clock.now()
        guard let claims = try await signing.verify(token, as: [.refresh, .offline], at: now),
            claims.client == client.id, case .text(let text)? = claims.others[familyClaim],
            let id = RefreshFamilyID(text)
        else { return nil }
        return try await storage.read(.point) { store in
            guard let family = try store.refreshFamilies.find(id), family.current == claims.id, family.expiresAt > now,
                family.isAllowed(to: client, claims), let session = try store.sessions.find(family.session),
                case .success(let account) = try account(of: session, in: realm, in: store, at: now)
            else { return nil }
            return IntrospectedToken(claims: claims, user: account.user)
        }
    }

    /// Who an access token stands for, and what it says: for a client that holds it.
    /// - Throws: `unsupported` for a proof that is no signed token.
    package func claims(as caller: Caller) throws(ServiceError) -> IntrospectedToken {
        let account = try caller.requireAccount()
        guard let claims = account.signedToken else {
            throw .unsupported("This asks for a token of a client.")
        }
        return IntrospectedToken(claims: claims, user: account.user)
    }
}

package struct IntrospectedToken: Sendable {
    package let claims: TokenClaims
    package let user: User
}
