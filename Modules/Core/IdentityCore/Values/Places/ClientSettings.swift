package import FoundationEssentials

/// The ways in which a client may come by tokens (RFC 6749 section 1.3). None is open unless it is named.
package enum ClientGrant: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The user signs in on a page of ours.
    case authorizationCode = "authorization-code"
    /// The client is told the user's password.
    case password
    /// The client as itself: its service account.
    case clientCredentials = "client-credentials"
    case refreshToken = "refresh-token"
    /// The user signs in on another device (RFC 8628).
    case deviceCode = "device-code"
    /// One token for another (RFC 8693), also of another user.
    case tokenExchange = "token-exchange"
    /// Refresh tokens that go on while the user is away (OpenID Connect Core section 11); beside `refreshToken`.
    case offlineAccess = "offline-access"

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// How a client signs users in. Its secret is kept apart: see `ClientReading.secret(of:)`.
package struct ClientSettings: Hashable, Sendable {
    /// The organization whose users it signs in; `nil` for those of any, each in its own.
    package var realm: OrganizationID?
    /// A public client can keep no secret and has none (RFC 6749 section 2.1).
    package var isPublic: Bool
    package var grants: Set<ClientGrant>
    /// Where users are sent back to with a code; compared byte by byte (RFC 9700 section 2.1).
    package var redirectURIs: [String]
    /// Where users are sent back to after the sign-out.
    package var postLogoutRedirectURIs: [String]
    /// Whose pages may call from a browser.
    package var webOrigins: [String]
    /// In seconds; `nil` for what is usual.
    package var accessTokenLifetime: Int?
    /// Of dialects: stored and returned unread by the core.
    package var attributes: [String: String]
    package var mappers: [ClaimMapper]
    /// The user that the client is when it signs in as itself; `nil` until it may.
    package var serviceAccount: UserID?

    package init(
        realm: OrganizationID? = nil, isPublic: Bool = false, grants: Set<ClientGrant> = [],
        redirectURIs: [String] = [], postLogoutRedirectURIs: [String] = [], webOrigins: [String] = [],
        accessTokenLifetime: Int? = nil, attributes: [String: String] = [:], mappers: [ClaimMapper] = [],
        serviceAccount: UserID? = nil
    ) {
        self.realm = realm
        self.isPublic = isPublic
        self.grants = grants
        self.redirectURIs = redirectURIs
        self.postLogoutRedirectURIs = postLogoutRedirectURIs
        self.webOrigins = webOrigins
        self.accessTokenLifetime = accessTokenLifetime
        self.attributes = attributes
        self.mappers = mappers
        self.serviceAccount = serviceAccount
    }

    /// Whether sessions may be opened for it that go on while the user is away.
    package var allowsOffline: Bool { grants.isSuperset(of: [.refreshToken, .offlineAccess]) }
}

/// A claim that a client wants in its tokens beside the usual ones. What it means is a dialect's to know.
package struct ClaimMapper: Hashable, Sendable, Identifiable {
    package let id: UUID
    package var name: String
    package var kind: String
    package var settings: [String: String]

    package init(id: UUID, name: String, kind: String, settings: [String: String] = [:]) {
        self.id = id
        self.name = name
        self.kind = kind
        self.settings = settings
    }
}
