import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func authorizationEndpoints(_ table: inout EndpointTable) {
        let authorization = services.authorization, cursors = cursors
        table.on(.get, "/authorization/allows", .signedIn, "May I do this?", errors: .native) {
            (input: AllowsInput, caller) async throws(ServiceError) in
            AllowedBody(
                decision: try await authorization.decide(input.permission, in: input.organization, as: caller))
        }
        table.on(.get, "/authorization/explanation", .signedIn, "Why may a user do this?", errors: .native) {
            (input: ExplanationInput, caller) async throws(ServiceError) in
            ExplanationBody(
                explanation: try await authorization.explain(
                    input.user, input.permission, in: input.organization, as: caller))
        }
        table.on(.get, "/authorization/holders", .signedIn, "Who may do this?", errors: .native) {
            (input: HoldersInput, caller) async throws(ServiceError) in
            let page = try await authorization.who(try input.query(using: cursors, as: caller), as: caller)
            return UserReferencePageBody(
                users: page.users, next: page.next.flatMap { cursors.text($0, of: HoldersInput.list) })
        }
        table.on(.get, "/authorization/matrix", .signedIn, "Who may do what?", errors: .native) {
            (input: MatrixInput, caller) async throws(ServiceError) in
            let after = try input.page.userPosition(in: MatrixInput.list, using: cursors)
            let matrix = try await authorization.matrix(after: after, limit: input.page.limit, as: caller)
            return MatrixBody(
                matrix: matrix, next: matrix.next.flatMap { cursors.text($0, of: MatrixInput.list) })
        }
        table.on(.get, "/authorization/dominance", .signedIn, "Is a user as strong as another?", errors: .native) {
            (input: DominanceInput, caller) async throws(ServiceError) in
            DominanceBody(dominates: try await authorization.dominates(input.first, input.second, as: caller))
        }
    }
}
