import FoundationEssentials
import IdentityCore

extension Client {
    /// Whether what the token rests on still stands: the client that it was issued to, not a later one of the name,
    /// and the way by which it came without a session of a user, or for somebody else.
    func isBehind(_ claims: TokenClaims) -> Bool {
        // Tokens tell moments in whole seconds.
        guard isEnabled, claims.issuedAt.timeIntervalSince1970 >= createdAt.timeIntervalSince1970.rounded(.down) else {
            return false
        }
        if claims.actor != nil, !settings.grants.contains(.tokenExchange) { return false }
        return claims.session != nil
            || settings.grants.contains(.clientCredentials) && settings.serviceAccount == claims.subject
    }
}
