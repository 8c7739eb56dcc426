import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

private let grantFields: [ObjectShape.Field] = [
    .init("parent", .nullable(.string), "The group above: \(groupSpelling); null for the top."),
    .init("about", .string, "For people to read."),
    .init("roles", .array(.string), "What members hold; a role of a client is `client/name`."),
    .init("permissions", .array(.string), "Like `type:action` or `type/id:action`, with * for any."),
    .init(
        "mappedExternalGroups", .array(.string),
        "Groups of a directory or of a token whose people are members here; compared byte by byte."),
]

struct CreateGroupBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateGroup",
            [.init("name", .string, required: true, "Unique among the groups with the same parent.")] + grantFields + [
                .init("organization", .string, "The parent's when left out, at the top one's own.")
            ]))
    let command: CreateGroup

    init(reading request: inout RequestReader) throws(ServiceError) {
        var command = CreateGroup(name: request.body.string("name", required: true) ?? "")
        if case .set(let parent) = request.parent() { command.parent = parent }
        command.about = request.body.string("about") ?? ""
        command.roles = Set(request.body.strings("roles") ?? [])
        command.permissions = Set(request.body.strings("permissions") ?? [])
        command.mappedExternalGroups = Set(request.body.strings("mappedExternalGroups") ?? [])
        command.organization = request.body.string("organization").map(OrganizationID.init(rawValue:))
        self.command = command
    }
}

struct EditGroupBody: EndpointInput {
    static let description = InputDescription(
        path: [groupIDParameter], readsIfMatch: true,
        body: ObjectShape(
            "EditGroup", [.init("name", .string, "Renames the group; the id stays.")] + grantFields))
    let selector: GroupSelector
    let edit: EditGroup

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.groupSelector()
        var edit = EditGroup()
        edit.name = request.body.string("name")
        edit.parent = request.parent()
        edit.about = request.body.string("about")
        edit.roles = request.body.strings("roles").map(Set.init)
        edit.permissions = request.body.strings("permissions").map(Set.init)
        edit.mappedExternalGroups = request.body.strings("mappedExternalGroups").map(Set.init)
        edit.ifVersion = request.ifVersion()
        self.edit = edit
    }
}

extension RequestReader {
    fileprivate mutating func parent() -> Change<GroupSelector> {
        switch body.nullableString("parent") {
        case .absent: return .keep
        case .null: return .clear
        case .value(let text): return .set(GroupSelector(text))
        }
    }
}
