import DialectKit
import IdentityCore
import IdentityServices
import JSONText

struct CreateWorkspaceBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateWorkspace",
            [
                .init("name", .string, required: true, "A DNS label: 1 to 63 letters, digits and dashes."),
                .init(
                    "default", .boolean,
                    "Makes it the owner's default workspace; the name may be any that can be shown."
                ),
                .init("owner", .string, "An id, or `login:` and a login name; oneself unless told."),
            ]))
    let command: CreateWorkspace

    init(reading request: inout RequestReader) throws(ServiceError) {
        let name = request.body.string("name", required: true) ?? ""
        let isDefault = request.body.bool("default") ?? false
        let owner = request.body.string("owner")
        command = CreateWorkspace(
            name: name, naming: isDefault ? .defaultWorkspace : .label, owner: request.user(owner, field: "owner"))
    }
}

struct EditWorkspaceBody: EndpointInput {
    static let description = InputDescription(
        path: [workspaceParameter], readsIfMatch: true,
        body: ObjectShape(
            "EditWorkspace",
            [
                .init("name", .string, "Renames the workspace; a DNS label."),
                .init("archived", .boolean, "Puts it into the archive or takes it out."),
            ]))
    let selector: WorkspaceSelector
    let edit: EditWorkspace

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.workspaceSelector()
        edit = EditWorkspace(
            name: request.body.string("name"), isArchived: request.body.bool("archived"),
            ifVersion: request.ifVersion())
    }
}

struct SetWorkspaceMemberBody: EndpointInput {
    static let description = InputDescription(
        path: WorkspaceMemberInput.path,
        body: ObjectShape(
            "SetWorkspaceMember",
            [.init("role", .choice(WorkspaceRole.allCases.map(\.rawValue)), "`collaborator` unless told.")]))
    let member: WorkspaceMemberInput
    let role: WorkspaceRole

    init(reading request: inout RequestReader) throws(ServiceError) {
        member = try WorkspaceMemberInput(reading: &request)
        role = request.body.choice("role", as: WorkspaceRole.self) ?? .collaborator
    }
}

/// Of oneself under `/me`, of the user in the path elsewhere.
private struct DefaultWorkspaceChoice {
    static let shape = ObjectShape(
        "SetDefaultWorkspace",
        [.init("workspace", .nullable(.string), required: true, "\(WorkspaceSelector.help) Null for none.")])
    let workspace: WorkspaceSelector?

    init(_ request: inout RequestReader) {
        switch request.body.nullableString("workspace") {
        case .value(let text): workspace = request.workspace(text, field: "workspace")
        case .null: workspace = nil
        case .absent:
            workspace = nil
            request.report(FieldProblem("workspace", .missing, "workspace is missing."))
        }
    }
}

struct SetOwnDefaultWorkspaceBody: EndpointInput {
    static let description = InputDescription(body: DefaultWorkspaceChoice.shape)
    let workspace: WorkspaceSelector?

    init(reading request: inout RequestReader) throws(ServiceError) {
        workspace = DefaultWorkspaceChoice(&request).workspace
    }
}

struct SetDefaultWorkspaceBody: EndpointInput {
    static let description = InputDescription(
        path: UserSelectorInput.description.path, body: DefaultWorkspaceChoice.shape)
    let user: UserSelector
    let workspace: WorkspaceSelector?

    init(reading request: inout RequestReader) throws(ServiceError) {
        user = try request.userSelector()
        workspace = DefaultWorkspaceChoice(&request).workspace
    }
}
