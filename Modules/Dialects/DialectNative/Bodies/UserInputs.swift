import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

let userIDParameter = ParameterDescription("id", .string, "An id, or `login:` and a login name.")

extension RequestReader {
    func userSelector() throws(ServiceError) -> UserSelector {
        try path(as: UserSelectorParameter.self, kind: .user).selector
    }

    /// What is searched for; `nil` for nothing.
    mutating func search() -> String? {
        guard let search = query("search"), !search.isEmpty else { return nil }
        if search.utf8.count > NameRules.maximumBytes {
            report(FieldProblem("search", .outOfRange, "A search has at most 255 bytes."))
        }
        return search
    }

    /// The version that If-Match names; `nil` without the field and for `*`. A tag that is none of ours matches no
    /// version, and neither does a field that stands there twice: it must not make the edit unconditional.
    func ifVersion() -> Int? {
        guard request.fields.count(of: "if-match") > 0 else { return nil }
        guard let field = request.fields[single: "if-match"] else { return -1 }
        switch EntityTag.expectation(field) {
        case .any: return nil
        case .version(let version): return version
        case .never: return -1
        }
    }
}

struct UserSelectorInput: EndpointInput {
    static let description = InputDescription(path: [userIDParameter])
    let selector: UserSelector
    let ifNoneMatch: String?

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.userSelector()
        ifNoneMatch = request.request.fields[single: "if-none-match"]
    }
}

struct DeleteUserInput: EndpointInput {
    static let description = InputDescription(path: [userIDParameter], readsIfMatch: true)
    let selector: UserSelector
    let ifVersion: Int?

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.userSelector()
        ifVersion = request.ifVersion()
    }
}

struct UserListInput: EndpointInput {
    static let limits = 1...1_000
    static let description = InputDescription(query: [
        ParameterDescription("search", .string, "Found anywhere in login, e-mail address or display name."),
        ParameterDescription("enabled", .boolean, "Only enabled, or only disabled users."),
        ParameterDescription("source", .string, "Only users of this source."),
        ParameterDescription("organization", .string, "Only users of this organization."),
        ParameterDescription("tenant", .string, "Only users of this tenant."),
        ParameterDescription("role", .string, "Only users who hold this role themselves, not through a group."),
        ParameterDescription("sort", .choice(sorts), "The order; a minus turns it round."),
        ParameterDescription("limit", .integer, "Users a page, 1 to 1000; 100 unless told."),
        ParameterDescription("cursor", .string, "`next` of the page before, with the same sort."),
    ])
    private static let sorts = UserSort.Field.allCases.flatMap { [$0.rawValue, "-\($0.rawValue)"] }

    private let asked: UserQuery
    private let cursor: String?

    init(reading request: inout RequestReader) throws(ServiceError) {
        var sort = UserSort()
        if let text = request.query("sort") {
            let name = text.hasPrefix("-") ? text.dropFirst() : text[...]
            if let field = UserSort.Field(rawValue: String(name)) {
                sort = UserSort(field, descending: text.hasPrefix("-"))
            } else {
                request.report(
                    FieldProblem("sort", .unknown, "Sort by one of \(Self.sorts.joined(separator: ", "))."))
            }
        }
        asked = UserQuery(
            search: request.search(), isEnabled: request.queryBool("enabled"),
            source: request.query("source").map(SourceID.init(rawValue:)),
            organization: request.query("organization").map(OrganizationID.init(rawValue:)),
            tenant: request.query("tenant").map(TenantID.init(rawValue:)),
            role: request.query("role").map(Role.init(rawValue:)), sort: sort,
            limit: request.queryInteger("limit", in: Self.limits, default: 100))
        cursor = request.query("cursor")
    }

    func query(using cursors: PageCursors) throws(ServiceError) -> UserQuery {
        guard let cursor else { return asked }
        var query = asked
        guard let position = cursors.userPosition(cursor, in: asked.sort) else {
            throw .invalidInput([
                FieldProblem("cursor", .malformed, "This cursor was not made for this list and order.")
            ])
        }
        query.after = position
        return query
    }
}
