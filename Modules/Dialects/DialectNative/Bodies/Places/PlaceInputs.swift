import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

private let nameHelp = "For people to read; the id when left out."
private let idHelp = "1 to 64 letters, digits and . _ - @ +; unique on the server, never changes."

extension RequestReader {
    fileprivate func named<Kind>(_ kind: EntityKind) throws(ServiceError) -> Named<Kind> {
        try path(as: NamedParameter<Kind>.self, kind: kind).id
    }
}

/// Which kind of thing an id of a path names.
protocol NamedKind {
    static var entity: EntityKind { get }
}

extension OrganizationKind: NamedKind { static var entity: EntityKind { .organization } }
extension TenantKind: NamedKind { static var entity: EntityKind { .tenant } }
extension ClientKind: NamedKind { static var entity: EntityKind { .client } }

struct PlaceSelectorInput<Kind: NamedKind>: EndpointInput {
    static var description: InputDescription {
        InputDescription(path: [ParameterDescription("id", .string, "The id of a \(Kind.entity.rawValue).")])
    }
    let id: Named<Kind>

    init(reading request: inout RequestReader) throws(ServiceError) { id = try request.named(Kind.entity) }
}

struct DeletePlaceInput<Kind: NamedKind>: EndpointInput {
    static var description: InputDescription {
        InputDescription(
            path: [ParameterDescription("id", .string, "The id of a \(Kind.entity.rawValue).")], readsIfMatch: true)
    }
    let id: Named<Kind>
    let ifVersion: Int?

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.named(Kind.entity)
        ifVersion = request.ifVersion()
    }
}

struct RenamePlaceBody<Kind: NamedKind>: EndpointInput {
    static var description: InputDescription {
        InputDescription(
            path: [ParameterDescription("id", .string, "The id of a \(Kind.entity.rawValue).")], readsIfMatch: true,
            body: ObjectShape("Rename", [.init("name", .string, required: true, "For people to read.")]))
    }
    let id: Named<Kind>
    let name: String
    let ifVersion: Int?

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.named(Kind.entity)
        name = request.body.string("name", required: true) ?? ""
        ifVersion = request.ifVersion()
    }
}

/// A list in the order of the ids.
struct PlaceListInput: EndpointInput {
    static let description = InputDescription(query: PageRequest.parameters)
    let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) { page = PageRequest(&request) }
}

extension PageRequest {
    /// The id that the page before ended with.
    func id<Kind: NamedKind>(using cursors: PageCursors) throws(ServiceError) -> Named<Kind>? {
        try place(in: Kind.entity.rawValue, using: cursors).map { Named(rawValue: $0.key) }
    }
}

struct TenantListInput: EndpointInput {
    static let description = InputDescription(
        query: [ParameterDescription("organization", .string, "Only tenants of this organization.")]
            + PageRequest.parameters)
    let organization: OrganizationID?
    let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        organization = request.query("organization").map(OrganizationID.init(rawValue:))
        page = PageRequest(&request)
    }
}

struct CreateOrganizationBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateOrganization", [.init("id", .string, required: true, idHelp), .init("name", .string, nameHelp)]))
    let command: CreateOrganization

    init(reading request: inout RequestReader) throws(ServiceError) {
        command = CreateOrganization(
            id: request.body.string("id", required: true) ?? "", name: request.body.string("name"))
    }
}

struct CreateTenantBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateTenant",
            [
                .init("id", .string, required: true, idHelp), .init("name", .string, nameHelp),
                .init("organization", .string, "Which it is a part of; one's own when left out."),
            ]))
    let command: CreateTenant

    init(reading request: inout RequestReader) throws(ServiceError) {
        command = CreateTenant(
            id: request.body.string("id", required: true) ?? "",
            organization: request.body.string("organization").map(OrganizationID.init(rawValue:)),
            name: request.body.string("name"))
    }
}
