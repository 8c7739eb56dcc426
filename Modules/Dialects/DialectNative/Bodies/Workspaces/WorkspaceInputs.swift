import DialectKit
import IdentityCore
import IdentityServices

let workspaceParameter = ParameterDescription("id", .string, WorkspaceSelector.help)

struct WorkspaceSelectorInput: EndpointInput {
    static let description = InputDescription(path: [workspaceParameter])
    let selector: WorkspaceSelector

    init(reading request: inout RequestReader) throws(ServiceError) { selector = try request.workspaceSelector() }
}

struct DeleteWorkspaceInput: EndpointInput {
    static let description = InputDescription(path: [workspaceParameter], readsIfMatch: true)
    let selector: WorkspaceSelector
    let ifVersion: Int?

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.workspaceSelector()
        ifVersion = request.ifVersion()
    }
}

struct WorkspaceListInput: EndpointInput {
    static let list = "workspaces"
    static let description = InputDescription(
        query: [
            ParameterDescription(
                "member", .string, "Only workspaces of this user: an id, or `login:` and a login name."),
            ParameterDescription("organization", .string, "Only workspaces of this organization."),
            ParameterDescription("archived", .boolean, "`false` leaves the archived ones out."),
        ] + PageRequest.parameters)
    private let asked: WorkspaceFilter
    private let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        page = PageRequest(&request)
        asked = WorkspaceFilter(
            member: request.user(request.query("member"), field: "member"),
            organization: request.query("organization").map(OrganizationID.init(rawValue:)),
            includesArchived: request.queryBool("archived") ?? true, limit: page.limit)
    }

    func filter(using cursors: PageCursors) throws(ServiceError) -> WorkspaceFilter {
        var filter = asked
        filter.after = try page.place(in: Self.list, using: cursors).flatMap { Int64($0.id) }
        return filter
    }
}

struct WorkspaceMemberListInput: EndpointInput {
    static let list = "workspace members"
    static let description = InputDescription(path: [workspaceParameter], query: PageRequest.parameters)
    let workspace: WorkspaceSelector
    let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        workspace = try request.workspaceSelector()
        page = PageRequest(&request)
    }

    func after(using cursors: PageCursors) throws(ServiceError) -> UserID? {
        try page.place(in: Self.list, using: cursors).flatMap { UserID($0.id) }
    }
}

struct WorkspaceMemberInput: EndpointInput {
    static let path = [
        workspaceParameter, ParameterDescription("user", .string, "An id, or `login:` and a login name."),
    ]
    static let description = InputDescription(path: path)
    let workspace: WorkspaceSelector
    let user: UserSelector

    init(reading request: inout RequestReader) throws(ServiceError) {
        workspace = try request.workspaceSelector()
        user = try request.path(1, as: UserSelectorParameter.self, kind: .user).selector
    }
}
