package import DialectKit
package import HTTPCore
import IdentityCore
package import IdentityServices

/// The user API of MLTE 2.7.0: token, users, groups, permissions, models.
package struct MLTEDialect: Dialect {
    package static let name = "mlte"
    package static let readsBodyFirst = true
    package static let errors = ErrorStyle.mlte

    let signIn: SignInService
    let delegation: DelegationService

    package init(_ services: Services) {
        signIn = services.signIn
        delegation = services.delegation
    }

    package func claim(in request: HTTPRequest) -> CallerClaim { request.bearerClaim }

    package func endpoints(_ table: inout EndpointTable) {
        table.on(.get, "/healthz", .open, "Whether the server answers", errors: .mlte) {
            (_: IgnoringInput, _) async throws(ServiceError) in HealthAnswer()
        }
        tokenEndpoint(&table)
        ownAccountEndpoints(&table)
        userEndpoints(&table)
        groupEndpoints(&table)
        permissionEndpoints(&table)
        modelEndpoints(&table)
    }

    private func tokenEndpoint(_ table: inout EndpointTable) {
        let signIn = signIn, delegation = delegation
        table.on(.post, "/token", .open, "Sign in with a password", errors: .mlteToken) {
            (input: TokenInput, caller) async throws(ServiceError) in
            if let refusal = input.refusal { return Checked<TokenAnswer>.refused(refusal) }
            let issued = try await signIn.signIn(login: input.username, password: input.password, from: input.origin)
            try await delegation.prepare(
                Vocabulary.standingGroups, mark: Vocabulary.preparedMark,
                as: Caller(.account(issued.account), origin: caller.origin))
            return .answer(TokenAnswer(issued: issued))
        }
    }
}
