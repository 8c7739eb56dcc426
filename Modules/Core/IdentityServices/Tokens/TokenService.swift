package import FoundationEssentials
package import IdentityCore

/// Tokens for programs: the grants of OAuth 2.0 and OpenID Connect, and their end. Whoever asks proves itself with what
/// it sends (a password, a code, a token), so the methods take that and where it came from in the place of a caller.
///
/// A grant decides in one transaction; signing is slow and comes after it.
package struct TokenService: Sendable {
    let storage: any Storage
    let signIn: SignInService
    let sessions: SessionService
    let impersonation: ImpersonationService
    let signing: any TokenSigning
    let sealing: any Sealing
    let tokens: any SessionTokenMaking
    let codes: any OneTimeCodeMaking
    let digests: any Digesting
    let limits: SignInLimits
    let counts: ClientCounts
    let lifetimes: TokenLifetimes
    let hands: ServiceHands

    var serviceAccounts: ServiceAccounts { ServiceAccounts(hands: hands) }
}

/// In seconds.
package struct TokenLifetimes: Sendable {
    package var access: TimeInterval = 300
    /// Each refresh token, from the moment it is given; never longer than its session.
    package var refresh: TimeInterval = 1_800
    /// A session that was asked to go on while the user is away.
    package var offline: TimeInterval = 30 * 86_400
    /// RFC 6749 section 4.1.2 wants at most 600.
    package var code: TimeInterval = 60
    package var device: TimeInterval = 600
    /// How long a device has to wait between two questions.
    package var devicePolling: TimeInterval = 5

    package init() {}
}

/// Who asks for tokens, and what it proves itself with.
package struct ClientProof: Sendable {
    package let id: String
    package let secret: Secret?
    /// Whose users are meant.
    package let realm: OrganizationID
    package let origin: RequestOrigin

    package init(id: String, secret: Secret?, realm: OrganizationID, origin: RequestOrigin) {
        self.id = id
        self.secret = secret
        self.realm = realm
        self.origin = origin
    }
}
