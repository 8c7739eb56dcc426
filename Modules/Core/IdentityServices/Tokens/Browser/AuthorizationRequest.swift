import FoundationEssentials
package import IdentityCore

/// What a client asks a browser to bring to the sign-in page (RFC 6749 section 4.1.1).
package struct AuthorizationRequest: Sendable {
    package var client: ClientID
    package var redirectURI: String
    package var scopes: [String]
    package var nonce: String?
    /// As it came: by SHA-256, in base64url.
    package var challenge: String?
    package var realm: OrganizationID
    /// Whether the scopes name the one by which the client goes on while the user is away.
    package var isOffline: Bool

    package init(
        client: ClientID, redirectURI: String, scopes: [String], nonce: String?, challenge: String?,
        realm: OrganizationID, isOffline: Bool = false
    ) {
        self.client = client
        self.redirectURI = redirectURI
        self.scopes = scopes
        self.nonce = nonce
        self.challenge = challenge
        self.realm = realm
        self.isOffline = isOffline
    }
}

package enum AuthorizationCheck: Sendable {
    case allowed(Client)
    case unknownClient
    /// Nobody is sent to an address that the client did not register.
    case unknownRedirectURI
    /// The address is the client's own, so it may be told.
    case grantNotAllowed
    /// A client without a secret has to send a challenge (RFC 9700 section 2.1.1).
    case challengeMissing
    /// The client may not go on while the user is away.
    case offlineNotAllowed
}

extension TokenService {
    /// Whether somebody may be asked to sign in for this.
    package func check(_ request: AuthorizationRequest) async throws(ServiceError) -> AuthorizationCheck {
        let found = try await storage.read(.point) { store in try store.clients.find(request.client) }
        guard let client = found, client.serves(request.realm) else { return .unknownClient }
        guard client.settings.redirectURIs.contains(where: { $0.utf8.elementsEqual(request.redirectURI.utf8) }) else {
            return .unknownRedirectURI
        }
        guard client.settings.grants.contains(.authorizationCode) else { return .grantNotAllowed }
        if client.settings.isPublic, request.challenge == nil { return .challengeMissing }
        if request.isOffline, !client.settings.allowsOffline { return .offlineNotAllowed }
        return .allowed(client)
    }

    /// Signs somebody in at a page of ours. Who has a password to choose is let in for that only.
    /// - Returns: `nil` for every wrong proof.
    package func signIn(
        login: String, password: Secret, in realm: OrganizationID, from origin: RequestOrigin
    ) async throws(ServiceError) -> IssuedSession? {
        do throws(ServiceError) {
            let answer = try await signIn.signIn(
                login: login, password: password, on: SignInTerms(organization: realm), from: origin
            ) { issued, _ in issued }
            switch answer {
            case .opened(let issued): return issued
            case .refused(let refusal):
                if refusal.answer == .unauthenticated { return nil }
                throw refusal.answer
            }
        } catch {
            if case .invalidInput = error { return nil }
            throw error
        }
    }

    /// A code for the client, on behalf of whoever is signed in.
    /// - Throws: `unauthenticated` for somebody of another realm, or without a session of their own;
    ///   `forbidden(.passwordChangeRequired)`.
    package func code(
        for request: AuthorizationRequest, as caller: Caller
    ) async throws(ServiceError) -> (code: Secret, session: SessionID) {
        try caller.requireFullSession()
        let (code, digest) = codes.mint()
        let now = hands.clock.now()
        guard case .allowed(let client) = try await check(request) else { throw .notFound(.client) }
        let session = try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.requireFullSession()
            let session = try ownSession(of: current, in: request.realm)
            guard try confirmed(client, for: .authorizationCode, in: store) != nil else {
                throw ServiceError.notFound(.client)
            }
            try store.grantWrites.insert(
                AuthorizationCode(
                    digest: digest, session: session.id, client: client.id, redirectURI: request.redirectURI,
                    scopes: request.scopes, nonce: request.nonce, challenge: request.challenge, createdAt: now,
                    expiresAt: now + lifetimes.code))
            return session.id
        }
        return (code, session)
    }

    /// The session of somebody of the realm who is here in person.
    func ownSession(of caller: Caller, in realm: OrganizationID) throws(ServiceError) -> Session {
        let account = try caller.requireAccount()
        guard case .session(let session) = account.proof, account.impersonator == nil,
            account.user.organization == realm
        else { throw .unauthenticated }
        return session
    }
}
