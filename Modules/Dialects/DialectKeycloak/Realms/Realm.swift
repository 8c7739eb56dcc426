import IdentityCore
import IdentityServices

/// A realm is an organization; the standard one is Keycloak's first.
struct Realm: Hashable, Sendable {
    private static let standardName = "master"

    let organization: OrganizationID

    init(_ organization: OrganizationID) { self.organization = organization }

    /// - Returns: `nil` for a name that no realm can have: the standard organization is known by one name only.
    init?(name: String) {
        if name == Self.standardName {
            organization = .standard
        } else {
            organization = OrganizationID(rawValue: name)
            guard organization != .standard else { return nil }
        }
    }

    var name: String { organization == .standard ? Self.standardName : organization.rawValue }
}

extension KeycloakDialect {
    /// The realm of the path, if the caller may know of it.
    /// - Throws: `notFound(.organization)`.
    func realm(_ request: AdminRequest, as caller: Caller) async throws(ServiceError) -> Realm {
        guard let realm = request.parts.first.flatMap(Realm.init(name:)) else { throw .notFound(.organization) }
        _ = try await services.organizations.read(realm.organization, as: caller)
        return realm
    }
}
