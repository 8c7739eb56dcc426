import DialectKit
import IdentityCore
import IdentityServices
import JSONText

struct CreateResourceBody: EndpointInput {
    static let description = InputDescription(
        path: [resourceTypeParameter],
        body: ObjectShape(
            "CreateResource",
            [
                .init("id", .string, required: true, "1 to 255 bytes, unique for the type within the organization."),
                .init("name", .string, "For people to read; the id when left out."),
                .init("owner", .string, "An id, or `login:` and a login name; oneself unless told."),
                .init("workspace", .string, WorkspaceSelector.help),
                .init("organization", .string, "The workspace's, or one's own, unless told."),
            ]))
    let command: CreateResource

    init(reading request: inout RequestReader) throws(ServiceError) {
        var command = CreateResource(
            type: try request.path(as: ResourceTypeParameter.self, kind: .resource).type,
            id: request.body.string("id", required: true) ?? "", name: request.body.string("name"))
        let owner = request.body.string("owner"), workspace = request.body.string("workspace")
        command.owner = request.user(owner, field: "owner")
        command.workspace = request.workspace(workspace, field: "workspace")
        command.organization = request.body.string("organization").map(OrganizationID.init(rawValue:))
        self.command = command
    }
}

struct EditResourceBody: EndpointInput {
    static let description = InputDescription(
        path: resourcePath, query: resourceQuery, readsIfMatch: true,
        body: ObjectShape(
            "EditResource",
            [
                .init("name", .string, "For people to read."),
                .init("owner", .nullable(.string), "An id, or `login:` and a login name. Null for nobody."),
                .init("workspace", .nullable(.string), "\(WorkspaceSelector.help) Null for none."),
            ]))
    let selector: ResourceSelector
    let edit: EditResource

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.resourceSelector()
        var edit = EditResource()
        edit.name = request.body.string("name")
        switch request.body.nullableString("owner") {
        case .absent: break
        case .null: edit.owner = .clear
        case .value(let text): edit.owner = request.user(text, field: "owner").map(Change.set) ?? .keep
        }
        switch request.body.nullableString("workspace") {
        case .absent: break
        case .null: edit.workspace = .clear
        case .value(let text): edit.workspace = request.workspace(text, field: "workspace").map(Change.set) ?? .keep
        }
        edit.ifVersion = request.ifVersion()
        self.edit = edit
    }
}

struct AddResourceVersionBody: EndpointInput {
    static let description = InputDescription(
        path: resourcePath, query: resourceQuery,
        body: ObjectShape(
            "AddResourceVersion",
            [.init("id", .string, required: true, "1 to 255 bytes, unique within the resource.")]))
    let selector: ResourceSelector
    let id: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.resourceSelector()
        id = request.body.string("id", required: true) ?? ""
    }
}
