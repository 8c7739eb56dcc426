package import DialectKit
package import HTTPCore
package import IdentityCore
package import IdentityServices

/// OpenID Connect and OAuth 2.0 at the addresses, and in the words, that clients of Keycloak know.
package struct OpenIDDialect: Dialect {
    package static let name = "openid"
    package static let errors = ErrorStyle.openID

    let services: Services
    let forms: FormProof
    /// Where clients reach the server, without a slash at the end: never what a request says of it.
    let base: String

    /// - Parameters:
    ///   - base: the public address.
    ///   - tagging: marks what the forms of our pages carry.
    package init(_ services: Services, base: String, tagging: any MessageTagging, random: any RandomSource) {
        self.services = services
        self.base = base
        forms = FormProof(tagging: tagging, random: random, clock: services.clock)
    }

    package func claim(in request: HTTPRequest) -> CallerClaim { request.bearerClaim }

    package func endpoints(_ table: inout EndpointTable) {
        documentEndpoints(&table)
        tokenEndpoints(&table)
        userInfoEndpoints(&table)
        browserEndpoints(&table)
        deviceEndpoints(&table)
        logoutEndpoints(&table)
        unsupportedEndpoints(&table)
    }

    /// The realm that the address names.
    /// - Throws: `notFound(.organization)`.
    func realm(_ input: OpenIDInput, at prefix: String) async throws(ServiceError) -> Realm {
        guard let organization = RealmName.organization(input.realm),
            try await services.tokens.isRealm(organization)
        else { throw .notFound(.organization) }
        return Realm(
            organization: organization, name: input.realm, base: base,
            path: "\(prefix)/realms/\(PercentCoding.encode(segment: input.realm))")
    }
}

/// A realm at one of the addresses where the dialect is mounted.
struct Realm: Sendable {
    let organization: OrganizationID
    let name: String
    let base: String
    let path: String

    var issuer: String { base + path }
    var openID: String { "\(issuer)/protocol/openid-connect" }
}
