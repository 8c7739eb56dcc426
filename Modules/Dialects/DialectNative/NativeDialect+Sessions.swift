import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func sessionEndpoints(_ table: inout EndpointTable) {
        let services = services, cursors = cursors
        table.on(.post, "/sessions", .open, "Sign in with a password", errors: .native) {
            (input: SignInBody, caller) async throws(ServiceError) in
            IssuedSessionBody(
                issued: try await services.signIn.signIn(
                    login: input.login, password: input.password, from: input.origin))
        }
        table.on(.delete, "/sessions/current", .signedIn, "Sign out", errors: .native) {
            (_: NoInput, caller) async throws(ServiceError) in
            try await services.sessions.signOut(as: caller)
            return NoContent()
        }
        table.on(.get, "/sessions", .signedIn, "List sessions, newest first", errors: .native) {
            (input: SessionListInput, caller) async throws(ServiceError) in
            let query = try input.query(using: cursors, as: caller)
            let sessions = try await services.sessions.list(query, as: caller)
            return SessionPageBody(sessions, limit: query.limit, cursors: cursors)
        }
        table.on(.delete, "/sessions/{id}", .signedIn, "End a session", errors: .native) {
            (input: SessionSelectorInput, caller) async throws(ServiceError) in
            try await services.sessions.end(input.id, as: caller)
            return NoContent()
        }
    }

    func impersonationEndpoints(_ table: inout EndpointTable) {
        let services = services
        table.on(.post, "/impersonations", .signedIn, "Act as another user, for an hour at most", errors: .native) {
            (input: ImpersonateBody, caller) async throws(ServiceError) in
            var caller = caller
            caller.origin.userAgent = input.userAgent
            return IssuedSessionBody(
                issued: try await services.impersonation.start(
                    as: input.user, reason: input.reason, seconds: input.seconds, as: caller))
        }
    }

    func ownAccountEndpoints(_ table: inout EndpointTable) {
        let services = services
        table.on(.get, "/me", .signedIn, "Who am I, and what may I do", errors: .native) {
            (_: NoInput, caller) async throws(ServiceError) in
            AccountBody(try services.sessions.whoAmI(as: caller), at: services.clock.now())
        }
        table.on(.put, "/me/password", .signedIn, "Change one's own password", errors: .native) {
            (input: ChangePasswordBody, caller) async throws(ServiceError) in
            RenewedSessionBody(
                issued: try await services.users.changeOwnPassword(from: input.current, to: input.new, as: caller))
        }
    }
}
