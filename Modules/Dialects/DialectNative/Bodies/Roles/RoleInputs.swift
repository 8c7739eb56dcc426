import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

private let nameParameter = ParameterDescription(
    "name", .string, "The name; of a client's role `client/name` with the slash percent-encoded.")

private let changeFields: [ObjectShape.Field] = [
    .init("about", .string, "For people to read."),
    .init("reach", .choice(Reach.allCases.map(\.rawValue)), "How far it goes; the organization unless told."),
    .init("permissions", .array(.string), "Like `type:action` or `type/id:action`, with * for any."),
    .init("includes", .array(.string), "Roles that whoever holds this one holds too; of a client, `client/name`."),
]

extension RequestReader {
    fileprivate func role() throws(ServiceError) -> Role { try path(as: RoleParameter.self, kind: .role).role }
}

struct RoleInput: EndpointInput {
    static let description = InputDescription(path: [nameParameter])
    let role: Role

    init(reading request: inout RequestReader) throws(ServiceError) { role = try request.role() }
}

struct DeleteRoleInput: EndpointInput {
    static let description = InputDescription(path: [nameParameter], readsIfMatch: true)
    let role: Role
    let ifVersion: Int?

    init(reading request: inout RequestReader) throws(ServiceError) {
        role = try request.role()
        ifVersion = request.ifVersion()
    }
}

struct RoleListInput: EndpointInput {
    static let list = "roles"
    static let description = InputDescription(
        query: [
            ParameterDescription("client", .string, "Only roles of this client; empty for those of no client.")
        ] + PageRequest.parameters)
    private let scope: RoleScope
    private let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        scope = request.query("client").map { $0.isEmpty ? .realm : .client(ClientID(rawValue: $0)) } ?? .all
        page = PageRequest(&request)
    }

    func query(using cursors: PageCursors) throws(ServiceError) -> ListRoles {
        let after = try page.place(in: Self.list, using: cursors).map { Role(rawValue: $0.key) }
        return ListRoles(scope, after: after, limit: page.limit)
    }
}

struct RoleHoldersInput: EndpointInput {
    static let list = "role holders"
    static let description = InputDescription(path: [nameParameter], query: PageRequest.parameters)
    let role: Role
    let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        role = try request.role()
        page = PageRequest(&request)
    }
}

struct CreateRoleBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateRole",
            [
                .init("name", .string, required: true, "Unique whatever the letter case, without the client's."),
                .init("client", .string, "The client that the role is of; of the realm when left out."),
            ] + changeFields))
    let command: CreateRole

    init(reading request: inout RequestReader) throws(ServiceError) {
        var command = CreateRole(name: request.body.string("name", required: true) ?? "")
        command.client = request.body.string("client").map(ClientID.init(rawValue:))
        command.about = request.body.string("about") ?? ""
        command.reach = request.body.choice("reach", as: Reach.self) ?? .organization
        command.permissions = Set(request.body.strings("permissions") ?? [])
        command.includes = Set(request.body.strings("includes") ?? [])
        self.command = command
    }
}

struct EditRoleBody: EndpointInput {
    static let description = InputDescription(
        path: [nameParameter], readsIfMatch: true, body: ObjectShape("EditRole", changeFields))
    let role: Role
    let edit: EditRole

    init(reading request: inout RequestReader) throws(ServiceError) {
        role = try request.role()
        var edit = EditRole()
        edit.about = request.body.string("about")
        edit.reach = request.body.choice("reach", as: Reach.self)
        edit.permissions = request.body.strings("permissions").map(Set.init)
        edit.includes = request.body.strings("includes").map(Set.init)
        edit.ifVersion = request.ifVersion()
        self.edit = edit
    }
}
