import FoundationEssentials
package import IdentityCore

/// What a client sends to redeem a code.
package struct CodeRedemptionRequest: Sendable {
    package var code: Secret
    package var redirectURI: String?
    package var verifier: String?

    package init(code: Secret, redirectURI: String?, verifier: String?) {
        self.code = code
        self.redirectURI = redirectURI
        self.verifier = verifier
    }
}

extension TokenService {
    /// Tokens for a code, once. A code that comes a second time was stolen: what was opened with it ends, and the session
    /// that it was made in (RFC 6749 sections 4.1.2 and 10.5).
    package func redeem(
        _ request: CodeRedemptionRequest, for proof: ClientProof, as shape: any TokenShaping
    ) async throws(ServiceError) -> GrantOutcome {
        let client: Client
        switch try await self.client(proof, for: .authorizationCode) {
        case .success(let found): client = found
        case .failure(let refusal): return .refused(refusal.refusal)
        }
        guard let digest = codes.digest(of: request.code) else { return .refused(.unknownCode) }
        let ids = GrantIDs(hands), offline = SessionMaterial(hands, tokens), offlineScope = shape.offlineScope
        let decision = try await storage.write { store in
            try redeem(
                digest, request, client, ids, offline, offlineScope: offlineScope, proof, in: store)
        }
        return try await outcome(decision, shape)
    }

    private func redeem(
        _ digest: TokenDigest, _ request: CodeRedemptionRequest, _ client: Client, _ ids: GrantIDs,
        _ material: SessionMaterial, offlineScope: String, _ proof: ClientProof, in store: any StoreWriting
    ) throws(ServiceError) -> Result<GrantDecision, ClientRefusal> {
        guard let client = try confirmed(client, for: .authorizationCode, in: store) else {
            return .failure(ClientRefusal(.unknownClient))
        }
        guard var code = try store.grants.code(digest), code.client == client.id,
            let session = try store.sessions.find(code.session)
        else { return .failure(ClientRefusal(.unknownCode)) }
        guard code.usedAt == nil else {
            let browser = try code.madeIn.flatMap { id throws(ServiceError) in try store.sessions.find(id) }
            for session in [session, browser].compactMap({ $0 }) {
                try end(session, .tokenReused, detail: client.id.rawValue, from: proof.origin, at: ids.at, in: store)
            }
            return .failure(ClientRefusal(.unknownCode))
        }
        // Whatever is wrong with the rest, the realm included, the code has been shown.
        code.usedAt = ids.at
        try store.grantWrites.replace(code)
        guard code.expiresAt > ids.at else { return .failure(ClientRefusal(.unknownCode)) }
        guard request.redirectURI.map({ $0.utf8.elementsEqual(code.redirectURI.utf8) }) ?? false else {
            return .failure(ClientRefusal(.wrongRedirectURI))
        }
        if let refusal = refusal(of: request.verifier, for: code) { return .failure(ClientRefusal(refusal)) }
        let account: SignedInAccount
        switch try self.account(of: session, in: proof.realm, or: .unknownCode, in: store, at: ids.at) {
        case .success(let found): account = found
        case .failure(let refusal): return .failure(refusal)
        }
        let isOffline = code.scopes.contains(offlineScope)
        var home = session
        if isOffline {
            guard client.settings.allowsOffline else { return .failure(ClientRefusal(.offlineNotAllowed)) }
            // What goes on while the user is away does not hang on the browser; neither does the memory of its code.
            home = try material.opening(at: ids.at, lasting: lifetimes.offline, from: proof.origin)
                .open(for: account.user, remark: "offline for \(client.id)", in: store).session
            code.madeIn = session.id
            code.session = home.id
            try store.grantWrites.replace(code)
        }
        let decision = try decide(
            account, home, client, scopes: code.scopes, isOffline: isOffline, ids: ids, for: proof, in: store)
        var facts = decision.facts
        facts.nonce = code.nonce
        facts.signedInAt = session.createdAt
        return .success(
            GrantDecision(facts: facts, refreshToken: decision.refreshToken, impersonator: decision.impersonator))
    }

    /// RFC 7636 section 4.6; of the two methods only S256.
    private func refusal(of verifier: String?, for code: AuthorizationCode) -> GrantRefusal? {
        guard let challenge = code.challenge else { return verifier == nil ? nil : .verifierWrong }
        guard let verifier else { return .verifierMissing }
        guard (43...128).contains(verifier.utf8.count) else { return .verifierWrong }
        let digest = Base64URL.encode(digests.sha256(Array(verifier.utf8)))
        return digest.utf8.elementsEqual(challenge.utf8) ? nil : .verifierWrong
    }
}

/// What a session is opened with, drawn outside the transaction.
struct SessionMaterial: Sendable {
    private let id: SessionID
    private let token: (token: Secret, digest: TokenDigest)

    init(_ hands: ServiceHands, _ tokens: any SessionTokenMaking) {
        id = SessionID(hands.ids.uuid())
        token = tokens.mint()
    }

    func opening(at now: Date, lasting seconds: TimeInterval, from origin: RequestOrigin) -> SessionOpening {
        SessionOpening(
            id: id, token: token.token, digest: token.digest, at: now, expiresAt: now + seconds, origin: origin)
    }
}

/// Base 64 for addresses, without padding (RFC 4648 section 5).
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = [], bits = 0, held = 0
        for byte in bytes {
            held = held << 8 | Int(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[held >> bits & 63])
            }
        }
        if bits > 0 { text.append(alphabet[held << (6 - bits) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }
}
