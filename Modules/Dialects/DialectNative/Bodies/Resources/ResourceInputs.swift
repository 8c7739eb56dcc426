import DialectKit
import IdentityCore
import IdentityServices

let resourceTypeParameter = ParameterDescription("type", .string, "The type of the resource, such as `model`.")
let resourcePath = [resourceTypeParameter, ParameterDescription("id", .string, ResourceNameParameter.help)]
let resourceQuery = [
    ParameterDescription("organization", .string, "Where the id is looked for; one's own organization unless told.")
]

struct ResourceSelectorInput: EndpointInput {
    static let description = InputDescription(path: resourcePath, query: resourceQuery)
    let selector: ResourceSelector

    init(reading request: inout RequestReader) throws(ServiceError) { selector = try request.resourceSelector() }
}

struct DeleteResourceInput: EndpointInput {
    static let description = InputDescription(path: resourcePath, query: resourceQuery, readsIfMatch: true)
    let selector: ResourceSelector
    let ifVersion: Int?

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.resourceSelector()
        ifVersion = request.ifVersion()
    }
}

struct ResourceListInput: EndpointInput {
    static let list = "resources"
    static let description = InputDescription(
        path: [resourceTypeParameter],
        query: [
            ParameterDescription("workspace", .string, "Only what is in it. \(WorkspaceSelector.help)"),
            ParameterDescription("owner", .string, "Only what belongs to the user: an id, or `login:` and a login."),
            ParameterDescription("organization", .string, "Only resources of this organization."),
        ] + PageRequest.parameters)
    private let asked: ResourceFilter
    private let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        page = PageRequest(&request)
        asked = ResourceFilter(
            type: try request.path(as: ResourceTypeParameter.self, kind: .resource).type,
            workspace: request.workspace(request.query("workspace"), field: "workspace"),
            owner: request.user(request.query("owner"), field: "owner"),
            organization: request.query("organization").map(OrganizationID.init(rawValue:)), limit: page.limit)
    }

    func filter(using cursors: PageCursors) throws(ServiceError) -> ResourceFilter {
        var filter = asked
        if let place = try page.place(in: Self.list, using: cursors), let number = Int64(place.id) {
            filter.after = ResourcePosition(type: place.key, number: number)
        }
        return filter
    }
}

struct ResourceVersionListInput: EndpointInput {
    static let list = "resource versions"
    static let description = InputDescription(path: resourcePath, query: resourceQuery + PageRequest.parameters)
    let selector: ResourceSelector
    let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.resourceSelector()
        page = PageRequest(&request)
    }

    func after(using cursors: PageCursors) throws(ServiceError) -> Int? {
        try page.place(in: Self.list, using: cursors).flatMap { Int($0.id) }
    }
}
