import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension WallarooDialect {
    func workspaceEndpoints(_ table: inout EndpointTable) {
        let workspaces = services.workspaces
        table.on(.post, "/api/workspaces/list", .signedIn, "List workspaces", errors: .wallaroo) {
            (input: WorkspaceListInput, caller) async throws(ServiceError) in
            var body = WorkspaceListBody()
            try await workspaces.forEach(
                input.filter(for: caller), with: ResourceType.all, as: caller
            ) { body.write($0) }
            return body
        }
        table.on(.post, "/api/workspaces/create", .signedIn, "Make a workspace", errors: .wallaroo) {
            (input: CreateWorkspaceInput, caller) async throws(ServiceError) in
            CreatedWorkspaceBody(number: try await workspaces.create(input.command, as: caller).number)
        }
        table.on(.post, "/api/workspaces/add_user", .signedIn, "Add a member or change its role", errors: .wallaroo) {
            (input: AddMemberInput, caller) async throws(ServiceError) in
            _ = try await workspaces.setMember(
                input.member.user, alsoNamed: input.member.other, of: input.workspace, to: input.role, as: caller)
            return DoneBody()
        }
        table.on(.post, "/api/workspaces/list_users", .signedIn, "List the members", errors: .wallaroo) {
            (input: WorkspaceInput, caller) async throws(ServiceError) in
            MemberListBody(members: try await workspaces.joined(input.workspace, as: caller))
        }
        table.on(.post, "/api/workspaces/remove_user", .signedIn, "Take a member out", errors: .wallaroo) {
            (input: RemoveMemberInput, caller) async throws(ServiceError) in
            let wasMember = try await workspaces.removeMember(
                input.member.user, alsoNamed: input.member.other, of: input.workspace, as: caller)
            return AffectedRowsBody(count: wasMember ? 1 : 0)
        }
        table.on(
            .post, "/api/workspaces/validate", .signedIn, "Repair workspaces; there is nothing to repair",
            errors: .wallaroo
        ) { (_: LenientInput, caller) async throws(ServiceError) in
            try caller.requireFullSession()
            return NullBody()
        }
    }
}
