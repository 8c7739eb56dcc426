import CommandParsing
import IdentityCore

/// How a client signs users in, as `client create` and `client edit` take it. A list that is given takes the place of the
/// earlier one.
struct ClientSettingsOptions: Sendable {
    static let options: [Option] = [
        .value("realm", "ORG", "sign in the users of this organization only", shownDefault: "of any"),
        .flag("public", "it can keep no secret, such as a program on the users' own machines"),
        .value(
            "grant", "GRANT",
            "a way to come by tokens: \(ClientGrant.allCases.map(\.rawValue).joined(separator: ", "))",
            repeatable: true),
        .value("redirect-uri", "URI", "where users are sent back to; compared exactly", repeatable: true),
        .value(
            "post-logout-uri", "URI", "where users are sent after the sign-out; + for those above", repeatable: true),
        .value(
            "web-origin", "ORIGIN", "whose pages may call from a browser; + for those of the URIs", repeatable: true),
        .value("access-seconds", "N", "how long an access token is good", shownDefault: "300"),
    ]

    private let realm: String?
    private let isPublic: Bool
    private let grants: Set<ClientGrant>?
    private let redirectURIs: [String]
    private let postLogoutURIs: [String]
    private let webOrigins: [String]
    private let accessSeconds: Int?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        realm = arguments.value("realm")
        isPublic = arguments.flag("public")
        var grants: Set<ClientGrant> = []
        for word in arguments.values("grant") {
            guard let grant = ClientGrant(rawValue: word) else {
                throw UsageError("there is no grant \"\(word)\"; see gatehouse client create --help")
            }
            grants.insert(grant)
        }
        self.grants = grants.isEmpty ? nil : grants
        redirectURIs = arguments.values("redirect-uri")
        postLogoutURIs = arguments.values("post-logout-uri")
        webOrigins = arguments.values("web-origin")
        accessSeconds = try arguments.integer("access-seconds", in: 1...Int.max)
    }

    var isEmpty: Bool {
        realm == nil && !isPublic && grants == nil && redirectURIs.isEmpty && postLogoutURIs.isEmpty
            && webOrigins.isEmpty && accessSeconds == nil
    }

    func apply(to settings: inout ClientSettings) {
        if let realm { settings.realm = OrganizationID(rawValue: realm) }
        if isPublic { settings.isPublic = true }
        if let grants { settings.grants = grants }
        if !redirectURIs.isEmpty { settings.redirectURIs = redirectURIs }
        if !postLogoutURIs.isEmpty { settings.postLogoutRedirectURIs = postLogoutURIs }
        if !webOrigins.isEmpty { settings.webOrigins = webOrigins }
        if let accessSeconds { settings.accessTokenLifetime = accessSeconds }
    }
}
