import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func roleEndpoints(_ table: inout EndpointTable) {
        let roles = services.roles, cursors = cursors, prefix = table.prefix
        table.on(.get, "/roles", .signedIn, "List roles", errors: .native) {
            (input: RoleListInput, caller) async throws(ServiceError) in
            let query = try input.query(using: cursors)
            let page = try await roles.list(query, as: caller)
            let last = page.count < query.limit ? nil : page.last?.role
            return RolePageBody(
                entries: page, next: last.map { cursors.text($0.rawValue, "", of: RoleListInput.list) })
        }
        table.on(.post, "/roles", .signedIn, "Define a role", errors: .native) {
            (input: CreateRoleBody, caller) async throws(ServiceError) in
            let entry = try await roles.create(input.command, as: caller)
            let name = PercentCoding.encode(segment: entry.role.rawValue)
            return CreatedRoleBody(entry: entry, location: "\(prefix)/roles/\(name)")
        }
        table.on(.get, "/roles/{name}", .signedIn, "Read a role", errors: .native) {
            (input: RoleInput, caller) async throws(ServiceError) in
            RoleBody(entry: try await roles.read(input.role, as: caller))
        }
        table.on(.patch, "/roles/{name}", .signedIn, "Edit a role", errors: .native) {
            (input: EditRoleBody, caller) async throws(ServiceError) in
            RoleBody(entry: try await roles.edit(input.role, input.edit, as: caller))
        }
        table.on(.delete, "/roles/{name}", .signedIn, "Delete a role and take it from everybody", errors: .native) {
            (input: DeleteRoleInput, caller) async throws(ServiceError) in
            try await roles.delete(input.role, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
        table.on(.get, "/roles/{name}/users", .signedIn, "List users who hold a role themselves", errors: .native) {
            (input: RoleHoldersInput, caller) async throws(ServiceError) in
            let after = try input.page.userPosition(in: RoleHoldersInput.list, using: cursors)
            let users = try await roles.holders(of: input.role, after: after, limit: input.page.limit, as: caller)
            let next = users.count < input.page.limit ? nil : users.last?.position(in: UserSort())
            return UserReferencePageBody(
                users: users, next: next.flatMap { cursors.text($0, of: RoleHoldersInput.list) })
        }
    }
}
