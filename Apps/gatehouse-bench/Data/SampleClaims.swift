import FoundationEssentials
import IdentityCore

/// What a token of usual size says.
enum SampleClaims {
    static func claims(of user: UserID, session: SessionID, issuer: String) -> TokenClaims {
        let now = Date()
        return TokenClaims(
            .access, id: UUID(), issuer: issuer, subject: user, audience: ["account"],
            client: ClientID(rawValue: "bench"), session: session, issuedAt: now,
            expiresAt: now.addingTimeInterval(3_600), scopes: ["openid", "profile", "email"],
            others: [
                "preferred_username": .text("user-0000001"), "email": .text("user-0000001@example.org"),
                "realm_access": .members(["roles": .list([.text("member"), .text("offline_access")])]),
            ])
    }
}
