package import FoundationEssentials
package import IdentityCore

/// The tokens of one grant, signed; the only copies.
package struct GrantedTokens: Sendable {
    package let access: Secret
    /// In seconds.
    package let accessLifetime: Int
    package let refresh: Secret?
    /// In seconds; 0 without a refresh token, and for an offline one.
    package let refreshLifetime: Int
    /// For who has asked for the scope of OpenID Connect.
    package let identity: Secret?
    package let session: SessionID?
    package let scopes: [String]
}

/// Everything that the claims of a token are made of, as the store had it at one moment.
package struct TokenFacts: Sendable {
    package let user: User
    package let client: Client
    package let session: Session?
    package let family: RefreshFamily?
    package let scopes: [String]
    package let issuedAt: Date
    /// Held directly or through groups, those of clients included.
    package let roles: Set<Role>
    /// The groups that the user is in, each as the names from the topmost one down.
    package let groupPaths: [[String]]
    /// Set when the user signed in at a page of ours for this.
    package var nonce: String?
    package var signedInAt: Date?
    /// Who the request came from.
    package let origin: RequestOrigin

    /// Whether a program signed in as itself.
    package var isServiceAccount: Bool { client.settings.serviceAccount == user.id }
}

/// What a dialect makes of the facts: the names that claims have on the wire are its own.
package protocol TokenShaping: Sendable {
    /// Whose tokens these are: the address of the realm.
    var issuer: String { get }
    /// The scope by which an identity token is asked for.
    var identityScope: String { get }
    /// The scope by which a refresh token without an end is asked for.
    var offlineScope: String { get }
    func audience(of facts: TokenFacts) -> [String]
    func accessClaims(_ facts: TokenFacts) -> [String: ClaimValue]
    func identityClaims(_ facts: TokenFacts) -> [String: ClaimValue]
    /// The claim that binds an identity token to its access token.
    /// - Parameter digest: of the access token, by SHA-256.
    func binding(to digest: [UInt8]) -> (name: String, value: ClaimValue)
}
