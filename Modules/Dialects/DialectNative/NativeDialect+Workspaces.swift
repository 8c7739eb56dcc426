import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func workspaceEndpoints(_ table: inout EndpointTable) {
        let workspaces = services.workspaces, cursors = cursors, prefix = table.prefix
        table.on(.get, "/workspaces", .signedIn, "List workspaces", errors: .native) {
            (input: WorkspaceListInput, caller) async throws(ServiceError) in
            WorkspacePageBody(
                try await workspaces.list(try input.filter(using: cursors), as: caller), cursors: cursors)
        }
        table.on(.post, "/workspaces", .signedIn, "Create a workspace", errors: .native) {
            (input: CreateWorkspaceBody, caller) async throws(ServiceError) in
            let workspace = try await workspaces.create(input.command, as: caller)
            return CreatedWorkspaceBody(workspace: workspace, location: "\(prefix)/workspaces/\(workspace.id)")
        }
        table.on(.get, "/workspaces/{id}", .signedIn, "Read a workspace", errors: .native) {
            (input: WorkspaceSelectorInput, caller) async throws(ServiceError) in
            WorkspaceBody(workspace: try await workspaces.read(input.selector, as: caller))
        }
        table.on(.patch, "/workspaces/{id}", .signedIn, "Rename, archive or unarchive a workspace", errors: .native) {
            (input: EditWorkspaceBody, caller) async throws(ServiceError) in
            WorkspaceBody(workspace: try await workspaces.edit(input.selector, input.edit, as: caller))
        }
        table.on(.delete, "/workspaces/{id}", .signedIn, "Delete an empty workspace", errors: .native) {
            (input: DeleteWorkspaceInput, caller) async throws(ServiceError) in
            try await workspaces.delete(input.selector, ifVersion: input.ifVersion, as: caller)
            return NoContent()
        }
        workspaceMemberEndpoints(&table)
        defaultWorkspaceEndpoints(&table)
    }

    private func workspaceMemberEndpoints(_ table: inout EndpointTable) {
        let workspaces = services.workspaces, cursors = cursors
        table.on(.get, "/workspaces/{id}/members", .signedIn, "List the members of a workspace", errors: .native) {
            (input: WorkspaceMemberListInput, caller) async throws(ServiceError) in
            let members = try await workspaces.members(
                of: input.workspace, after: try input.after(using: cursors), limit: input.page.limit, as: caller)
            return WorkspaceMemberPageBody(members, limit: input.page.limit, cursors: cursors)
        }
        table.on(
            .put, "/workspaces/{id}/members/{user}", .signedIn, "Add a member or change its role", errors: .native
        ) { (input: SetWorkspaceMemberBody, caller) async throws(ServiceError) in
            WorkspaceMemberBody(
                member: try await workspaces.setMember(
                    input.member.user, of: input.member.workspace, to: input.role, as: caller))
        }
        table.on(
            .delete, "/workspaces/{id}/members/{user}", .signedIn, "Take a member out, or leave", errors: .native
        ) { (input: WorkspaceMemberInput, caller) async throws(ServiceError) in
            guard try await workspaces.removeMember(input.user, of: input.workspace, as: caller) else {
                throw .notFound(.user)
            }
            return NoContent()
        }
    }

    private func defaultWorkspaceEndpoints(_ table: inout EndpointTable) {
        let workspaces = services.workspaces
        table.on(.get, "/me/default-workspace", .signedIn, "Read one's default workspace", errors: .native) {
            (_: NoInput, caller) async throws(ServiceError) in
            let user = try caller.requireAccount().user.id
            return try Self.body(try await workspaces.defaultWorkspace(of: .id(user), as: caller))
        }
        table.on(.put, "/me/default-workspace", .signedIn, "Choose one's default workspace", errors: .native) {
            (input: SetOwnDefaultWorkspaceBody, caller) async throws(ServiceError) in
            let user = try caller.requireAccount().user.id
            try await workspaces.setDefaultWorkspace(of: .id(user), to: input.workspace, as: caller)
            return NoContent()
        }
        table.on(.get, "/users/{id}/default-workspace", .signedIn, "Read a user's default workspace", errors: .native) {
            (input: UserSelectorInput, caller) async throws(ServiceError) in
            try Self.body(try await workspaces.defaultWorkspace(of: input.selector, as: caller))
        }
        table.on(
            .put, "/users/{id}/default-workspace", .signedIn, "Choose a user's default workspace", errors: .native
        ) { (input: SetDefaultWorkspaceBody, caller) async throws(ServiceError) in
            try await workspaces.setDefaultWorkspace(of: input.user, to: input.workspace, as: caller)
            return NoContent()
        }
    }

    private static func body(_ workspace: Workspace?) throws(ServiceError) -> WorkspaceBody {
        guard let workspace else { throw .notFound(.workspace) }
        return WorkspaceBody(workspace: workspace)
    }
}
