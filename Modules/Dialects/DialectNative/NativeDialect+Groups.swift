import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func groupEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, cursors = cursors, prefix = table.prefix
        table.on(.get, "/groups", .signedIn, "List groups", errors: .native) {
            (input: GroupListInput, caller) async throws(ServiceError) in
            let query = try input.query(using: cursors)
            let page = try await groups.list(query, below: input.parent, as: caller)
            return GroupPageBody(
                groups: page, next: GroupListInput.next(after: page, limit: query.limit, using: cursors))
        }
        table.on(.post, "/groups", .signedIn, "Create a group", errors: .native) {
            (input: CreateGroupBody, caller) async throws(ServiceError) in
            let group = try await groups.create(input.command, as: caller)
            return CreatedGroupBody(group: group, location: "\(prefix)/groups/\(group.group.id)")
        }
        table.on(.get, "/groups/{id}", .signedIn, "Read a group", errors: .native) {
            (input: GroupSelectorInput, caller) async throws(ServiceError) in
            GroupBody(group: try await groups.read(input.selector, as: caller))
        }
        table.on(.patch, "/groups/{id}", .signedIn, "Edit or move a group", errors: .native) {
            (input: EditGroupBody, caller) async throws(ServiceError) in
            GroupBody(group: try await groups.edit(input.selector, input.edit, as: caller))
        }
        table.on(.delete, "/groups/{id}", .signedIn, "Delete a group", errors: .native) {
            (input: DeleteGroupInput, caller) async throws(ServiceError) in
            try await groups.delete(
                input.selector, withSubgroups: input.withSubgroups, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
        memberEndpoints(&table)
    }

    private func memberEndpoints(_ table: inout EndpointTable) {
        let groups = services.groups, cursors = cursors
        table.on(.get, "/groups/{id}/members", .signedIn, "List the members of a group", errors: .native) {
            (input: MemberListInput, caller) async throws(ServiceError) in
            let query = try input.query(using: cursors)
            let users = try await groups.members(query, as: caller)
            let next = users.count < query.limit ? nil : users.last?.position(in: UserSort())
            return UserReferencePageBody(
                users: users, next: next.flatMap { cursors.text($0, of: MemberListInput.list) })
        }
        table.on(.put, "/groups/{id}/members/{user}", .signedIn, "Make a user a member", errors: .native) {
            (input: MemberInput, caller) async throws(ServiceError) in
            try await groups.addMember(input.user, to: input.group, as: caller)
            return NoContent()
        }
        table.on(.delete, "/groups/{id}/members/{user}", .signedIn, "Take a user out of a group", errors: .native) {
            (input: MemberInput, caller) async throws(ServiceError) in
            try await groups.removeMember(input.user, from: input.group, as: caller)
            return NoContent()
        }
        table.on(.get, "/users/{id}/groups", .signedIn, "List the groups a user is in", errors: .native) {
            (input: UserSelectorInput, caller) async throws(ServiceError) in
            UserGroupsBody(groups: try await groups.groups(of: input.selector, as: caller))
        }
    }
}
