import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct WorkspaceBody: EndpointOutput {
    static let description = OutputDescription(200, "The workspace, with an ETag.", shape: WorkspaceShape.shape)
    let workspace: Workspace

    func response() -> HTTPResponse { response(status: 200, more: []) }

    func response(status: Int, more fields: [(name: String, value: String)]) -> HTTPResponse {
        var writer = JSONWriter(capacity: 384)
        writer.object { WorkspaceShape.write(workspace, to: &$0) }
        return HTTPResponse(
            status: status,
            fields: [
                ("Content-Type", "application/json"), ("ETag", EntityTag(version: workspace.version).text),
                ("Cache-Control", "no-store"),
            ] + fields, body: writer.bytes)
    }
}

struct CreatedWorkspaceBody: EndpointOutput {
    static let description = OutputDescription(
        201, "The new workspace; Location names it.", shape: WorkspaceShape.shape)
    let workspace: Workspace
    let location: String

    func response() -> HTTPResponse {
        WorkspaceBody(workspace: workspace).response(status: 201, more: [("Location", location)])
    }
}

struct WorkspacePageBody: EndpointOutput {
    static let description = PageAnswer.description("WorkspacePage", of: WorkspaceShape.shape, "By number.")
    private let workspaces: [Workspace]
    private let next: String?

    init(_ page: WorkspacePage, cursors: PageCursors) {
        workspaces = page.workspaces
        next = page.next.map { cursors.text("", String($0), of: WorkspaceListInput.list) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(workspaces, next: next, bytesPerItem: 320) { WorkspaceShape.write($0, to: &$1) }
    }
}

struct WorkspaceMemberBody: EndpointOutput {
    static let description = OutputDescription(200, "The member.", shape: WorkspaceMemberShape.shape)
    let member: WorkspaceMember

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 256)
        writer.object { WorkspaceMemberShape.write(member, to: &$0) }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}

struct WorkspaceMemberPageBody: EndpointOutput {
    static let description = PageAnswer.description(
        "WorkspaceMemberPage", of: WorkspaceMemberShape.shape, "By id of the user.")
    private let members: [WorkspaceMember]
    private let next: String?

    init(_ members: [WorkspaceMember], limit: Int, cursors: PageCursors) {
        self.members = members
        next =
            members.count < limit
            ? nil
            : members.last.map {
                cursors.text("", $0.membership.user.description, of: WorkspaceMemberListInput.list)
            }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(members, next: next, bytesPerItem: 192) { WorkspaceMemberShape.write($0, to: &$1) }
    }
}
