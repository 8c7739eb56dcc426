package import DialectKit
package import HTTPCore
import IdentityCore
package import IdentityServices

/// Users and workspaces as Wallaroo's SDK asks for them, usually mounted at `/v1`.
package struct WallarooDialect: Dialect {
    package static let name = "wallaroo"
    package static let errors = ErrorStyle.wallaroo
    let services: Services

    package init(_ services: Services) { self.services = services }

    package func claim(in request: HTTPRequest) -> CallerClaim { request.bearerClaim }

    package func endpoints(_ table: inout EndpointTable) {
        table.on(.get, "/api/config", .open, "What a client is to assume of the server", errors: .wallaroo) {
            (_: LenientInput, _) async throws(ServiceError) in ConfigBody()
        }
        userEndpoints(&table)
        workspaceEndpoints(&table)
        graphQLEndpoint(&table)
    }
}
