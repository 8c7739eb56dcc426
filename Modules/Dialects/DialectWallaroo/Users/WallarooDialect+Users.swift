import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension WallarooDialect {
    func userEndpoints(_ table: inout EndpointTable) {
        let users = services.users, invitations = services.invitations
        table.on(.post, "/api/users/query", .signedIn, "List users, all or by id", errors: .wallaroo) {
            (input: UserQueryInput, caller) async throws(ServiceError) in
            var body = UserListBody(withSources: input.ids != nil)
            if let ids = input.ids {
                body.write(ids, found: try await users.readKnown(ids, as: caller))
            } else {
                try await users.forEach(UserQuery(limit: 500), as: caller) { body.write($0) }
            }
            return body
        }
        table.on(.post, "/api/users/invite", .signedIn, "Make a user", errors: .invitation) {
            (input: InviteInput, caller) async throws(ServiceError) in
            switch input.command {
            case .handed(let user, let password):
                return InvitedBody(user: try await users.create(user, as: caller).id, password: password)
            case .made(let invitation):
                let issued = try await invitations.create(invitation, as: caller)
                return InvitedBody(user: issued.user.id, password: issued.password)
            }
        }
        for (path, isEnabled) in [("activate", true), ("deactivate", false)] {
            let summary = isEnabled ? "Let a user sign in again" : "Keep a user from signing in"
            table.on(.post, RoutePattern("/api/users/\(path)"), .signedIn, summary, errors: .wallaroo) {
                (input: UserEmailInput, caller) async throws(ServiceError) in
                var edit = EditUser()
                edit.isEnabled = isEnabled
                _ = try await users.edit(input.user, edit, as: caller)
                return DoneBody()
            }
        }
        table.on(.post, "/api/user", .signedIn, "Change a user", errors: .wallaroo) {
            (input: EditUserInput, caller) async throws(ServiceError) in
            _ = try await users.edit(.id(input.user), input.edit, as: caller)
            return NullBody()
        }
    }
}
