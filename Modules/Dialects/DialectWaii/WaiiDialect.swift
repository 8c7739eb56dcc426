package import DialectKit
package import HTTPCore
import IdentityCore
package import IdentityServices

/// Waii's user module: every call is a POST with a JSON object, every success a 200 with one.
package struct WaiiDialect: Dialect {
    package static let name = "waii"
    package static let errors = ErrorStyle.waii

    let services: Services

    package init(_ services: Services) { self.services = services }

    /// The bearer key, and the user as whom its owner acts. Nothing in the body says who asks.
    package func claim(in request: HTTPRequest) -> CallerClaim {
        let users = request.fields.latin1("x-waii-impersonate-user")
        // Two names would be two claims; an empty one is none.
        guard users.count < 2 else { return .unreadable }
        guard let user = users.first, !user.isEmpty else { return request.bearerClaim }
        return .acting(as: .login(user), with: request.bearerClaim)
    }

    package func endpoints(_ table: inout EndpointTable) {
        connectionEndpoint(&table)
        userEndpoints(&table)
        ownEndpoints(&table)
        organizationEndpoints(&table)
        tenantEndpoints(&table)
        keyEndpoints(&table)
    }
}

extension EndpointTable {
    /// One call of the module.
    mutating func call<Fields: RequestFields>(
        _ name: RoutePattern, _ summary: String,
        _ endpoint: @escaping @Sendable (Fields, Caller) async throws(EndpointFailure) -> Answer
    ) {
        on(.post, name, .signedIn, summary, errors: .waii) {
            (input: RequestBody<Fields>, caller) async throws(ServiceError) in try await endpoint(input.fields, caller)
        }
    }
}
