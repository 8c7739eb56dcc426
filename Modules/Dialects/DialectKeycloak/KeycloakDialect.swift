package import DialectKit
package import HTTPCore
import IdentityCore
package import IdentityServices

/// Keycloak's Admin API (release 26): realms, users, groups, roles, clients and what belongs to them, over the same use
/// cases as every other API. What is not served answers 501; see `Unserved`.
package struct KeycloakDialect: Dialect {
    package static let name = "keycloak"
    package static let errors = ErrorStyle.keycloak

    let services: Services

    package init(_ services: Services) { self.services = services }

    package func claim(in request: HTTPRequest) -> CallerClaim { request.bearerClaim }

    package func endpoints(_ table: inout EndpointTable) {
        realmEndpoints(&table)
        userEndpoints(&table)
        credentialEndpoints(&table)
        membershipEndpoints(&table)
        sessionEndpoints(&table)
        linkEndpoints(&table)
        groupEndpoints(&table)
        roleEndpoints(&table)
        holderEndpoints(&table)
        compositeEndpoints(&table)
        mappingEndpoints(&table)
        clientEndpoints(&table)
        componentEndpoints(&table)
        unservedEndpoints(&table)
    }
}
