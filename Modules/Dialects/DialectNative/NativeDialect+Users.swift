import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func userEndpoints(_ table: inout EndpointTable) {
        let users = services.users, clock = services.clock, cursors = cursors, prefix = table.prefix
        table.on(.get, "/users", .signedIn, "List users", errors: .native) {
            (input: UserListInput, caller) async throws(ServiceError) in
            let query = try input.query(using: cursors)
            return UserPageBody(
                try await users.list(query, as: caller), at: clock.now(), query: query, cursors: cursors)
        }
        table.on(.post, "/users", .signedIn, "Create a user", errors: .native) {
            (input: CreateUserBody, caller) async throws(ServiceError) in
            let user = try await users.create(input.command, as: caller)
            return CreatedUserBody(user: user, now: clock.now(), location: "\(prefix)/users/\(user.id)")
        }
        table.on(.post, "/users/bulk", .signedIn, "Create, edit, switch or delete many users", errors: .native) {
            (input: BulkUsersBody, caller) async throws(ServiceError) in
            let outcomes = try await users.bulk(input.changes, allOrNothing: input.allOrNothing, as: caller)
            return BulkUsersAnswer(outcomes: outcomes, now: clock.now())
        }
        table.on(.get, "/users/{id}", .signedIn, "Read a user", errors: .native) {
            (input: UserSelectorInput, caller) async throws(ServiceError) in
            ConditionalUserBody(
                user: try await users.read(input.selector, as: caller), now: clock.now(), ifNoneMatch: input.ifNoneMatch
            )
        }
        table.on(.patch, "/users/{id}", .signedIn, "Edit, enable or disable a user", errors: .native) {
            (input: EditUserBody, caller) async throws(ServiceError) in
            UserBody(user: try await users.edit(input.selector, input.edit, as: caller), now: clock.now())
        }
        table.on(.delete, "/users/{id}", .signedIn, "Delete a user", errors: .native) {
            (input: DeleteUserInput, caller) async throws(ServiceError) in
            try await users.delete(input.selector, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
        table.on(.put, "/users/{id}/password", .signedIn, "Set a temporary password", errors: .native) {
            (input: SetPasswordBody, caller) async throws(ServiceError) in
            try await users.setPassword(
                of: input.selector, to: input.password, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
    }

    func activityEndpoints(_ table: inout EndpointTable) {
        let users = services.users, cursors = cursors
        table.on(.get, "/activity", .signedIn, "List users with what they did lately", errors: .native) {
            (input: UserListInput, caller) async throws(ServiceError) in
            let query = try input.query(using: cursors)
            return ActivityPageBody(
                try await users.activities(query, as: caller), query: query, cursors: cursors)
        }
        table.on(.get, "/users/{id}/activity", .signedIn, "What a user did lately", errors: .native) {
            (input: UserSelectorInput, caller) async throws(ServiceError) in
            ActivityBody(activity: try await users.activity(of: input.selector, as: caller))
        }
    }
}
