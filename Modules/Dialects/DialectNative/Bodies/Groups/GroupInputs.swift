import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

/// How a group is named, wherever one is.
let groupSpelling = "an id, or the names from the top down: `a/b`, `/a/b` or `path:a/b`"
let groupIDParameter = ParameterDescription("id", .string, "The group: \(groupSpelling).")

extension RequestReader {
    func groupSelector() throws(ServiceError) -> GroupSelector {
        try path(as: GroupSelectorParameter.self, kind: .group).selector
    }
}

struct GroupSelectorInput: EndpointInput {
    static let description = InputDescription(path: [groupIDParameter])
    let selector: GroupSelector

    init(reading request: inout RequestReader) throws(ServiceError) { selector = try request.groupSelector() }
}

struct DeleteGroupInput: EndpointInput {
    static let description = InputDescription(
        path: [groupIDParameter],
        query: [
            ParameterDescription(
                "subgroups", .boolean, "Whether everything below goes too; without it a group with groups below stays.")
        ], readsIfMatch: true)
    let selector: GroupSelector
    let withSubgroups: Bool
    let ifVersion: Int?

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.groupSelector()
        withSubgroups = request.queryBool("subgroups") ?? false
        ifVersion = request.ifVersion()
    }
}

struct GroupListInput: EndpointInput {
    static let description = InputDescription(
        query: [
            ParameterDescription("search", .string, "Found anywhere in the name."),
            ParameterDescription(
                "below", .string, "`top` for the groups at the top, or the group right above: \(groupSpelling)."),
            ParameterDescription("organization", .string, "Only groups of this organization."),
        ] + PageRequest.parameters)
    private static let list = "groups"
    private let search: String?
    private let organization: OrganizationID?
    private let level: GroupQuery.Level
    private let page: PageRequest
    let parent: GroupSelector?

    init(reading request: inout RequestReader) throws(ServiceError) {
        search = request.search()
        organization = request.query("organization").map(OrganizationID.init(rawValue:))
        let below = request.query("below")
        level = below == "top" ? .top : .all
        parent = below.flatMap { $0 == "top" ? nil : GroupSelector($0) }
        page = PageRequest(&request)
    }

    func query(using cursors: PageCursors) throws(ServiceError) -> GroupQuery {
        var query = GroupQuery(organization: organization, level: level, search: search, limit: page.limit)
        if let place = try page.place(in: Self.list, using: cursors) {
            guard let id = GroupID(place.id) else { throw .notFound(.group) }
            query.after = GroupPosition(key: place.key, id: id)
        }
        return query
    }

    static func next(after groups: [PlacedGroup], limit: Int, using cursors: PageCursors) -> String? {
        guard groups.count == limit, let last = groups.last?.group else { return nil }
        return cursors.text(last.name.key, last.id.description, of: list)
    }
}

struct MemberListInput: EndpointInput {
    static let list = "members"
    static let description = InputDescription(
        path: [groupIDParameter],
        query: [
            ParameterDescription("effective", .boolean, "Whether members of the groups below count too.")
        ] + PageRequest.parameters)
    private let group: GroupSelector
    private let isEffective: Bool
    private let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        group = try request.groupSelector()
        isEffective = request.queryBool("effective") ?? false
        page = PageRequest(&request)
    }

    func query(using cursors: PageCursors) throws(ServiceError) -> ListMembers {
        ListMembers(
            of: group, isEffective: isEffective, after: try page.userPosition(in: Self.list, using: cursors),
            limit: page.limit)
    }
}

struct MemberInput: EndpointInput {
    static let description = InputDescription(path: [
        groupIDParameter, ParameterDescription("user", .string, "An id, or `login:` and a login name."),
    ])
    let group: GroupSelector
    let user: UserSelector

    init(reading request: inout RequestReader) throws(ServiceError) {
        group = try request.groupSelector()
        user = try request.path(1, as: UserSelectorParameter.self, kind: .user).selector
    }
}
