import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport

extension TestHouse {
    static let client = ClientID(rawValue: "own-sdk")

    /// A client, and a key that is made faster than the standard one.
    func readyForTokens() async throws {
        _ = try await services.clients.create(
            CreateClient(id: Self.client.rawValue, settings: ClientSettings(grants: [.tokenExchange])),
            as: Self.operator)
        _ = try await services.signingKeys.rotate(to: .es256, as: Self.operator)
    }

    func claims(_ kind: TokenClaims.Kind = .access, of user: UserID, session: SessionID?) -> TokenClaims {
        let now = clock.now()
        return TokenClaims(
            kind, id: UUID(), issuer: "\(Self.issuer)/realms/master", subject: user, audience: ["account"],
            client: Self.client, session: session, issuedAt: now, expiresAt: now.addingTimeInterval(300))
    }

    func issued(_ login: String) async throws -> IssuedSession {
        try await services.signIn.signIn(login: login, password: Secret(Self.password), from: Self.origin())
    }

    /// What the token opens; `nil` when it is refused.
    func opened(by token: Secret) async throws -> SignedInAccount? {
        do {
            return try await services.sessions.caller(presenting: token, from: Self.origin()).account
        } catch ServiceError.unauthenticated {
            return nil
        }
    }

    func opened(by claims: TokenClaims) async throws -> SignedInAccount? {
        try await opened(by: try await tokenSigning.sign(claims))
    }
}
