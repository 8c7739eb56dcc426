package import IdentityCore

/// Realms, as clients of Keycloak know them, are organizations. The one where everybody lives who was put nowhere else is
/// called `master` there.
package enum RealmName {
    package static let master = "master"

    /// - Returns: `nil` for what can be no realm: the standard organization has the one name only.
    package static func organization(_ realm: String) -> OrganizationID? {
        if realm == master { return .standard }
        return realm == OrganizationID.standard.rawValue ? nil : OrganizationID(rawValue: realm)
    }

    package static func name(of organization: OrganizationID) -> String {
        organization == .standard ? master : organization.rawValue
    }
}
