import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// One group, with its entity tag.
struct GroupBody: EndpointOutput {
    static let description = OutputDescription(200, "The group, with an ETag.", shape: GroupShape.shape)
    let group: PlacedGroup

    func response() -> HTTPResponse { response(status: 200, more: []) }

    func response(status: Int, more fields: [(name: String, value: String)]) -> HTTPResponse {
        var writer = JSONWriter(capacity: 768)
        writer.object { GroupShape.write(group, to: &$0) }
        return HTTPResponse(
            status: status,
            fields: [
                ("Content-Type", "application/json"), ("ETag", EntityTag(version: group.group.version).text),
                ("Cache-Control", "no-store"),
            ] + fields, body: writer.bytes)
    }
}

struct CreatedGroupBody: EndpointOutput {
    static let description = OutputDescription(201, "The new group; Location names it.", shape: GroupShape.shape)
    let group: PlacedGroup
    let location: String

    func response() -> HTTPResponse {
        GroupBody(group: group).response(status: 201, more: [("Location", location)])
    }
}

struct GroupPageBody: EndpointOutput {
    static let description = PageAnswer.description("GroupPage", of: GroupShape.shape, "By name.")
    let groups: [PlacedGroup]
    let next: String?

    func response() -> HTTPResponse {
        PageAnswer.response(groups, next: next, bytesPerItem: 512) { GroupShape.write($0, to: &$1) }
    }
}

/// A page of users, each as others name it.
struct UserReferencePageBody: EndpointOutput {
    static let description = PageAnswer.description(
        "UserReferencePage", of: UserReferenceShape.shape, "By login. A page may hold fewer than asked for.")
    let users: [User]
    let next: String?

    func response() -> HTTPResponse {
        PageAnswer.response(users, next: next, bytesPerItem: 160) { UserReferenceShape.write($0, to: &$1) }
    }
}

/// Every group that a user is in.
struct UserGroupsBody: EndpointOutput {
    static let description = OutputDescription(
        200, "All of them.",
        shape: ObjectShape(
            "UserGroups", [.init("items", .array(.object(item)), required: true, "By path.")]))
    private static let item = ObjectShape(
        "UserGroup",
        GroupShape.fields + [
            .init(
                "membership", .choice(["assigned", "mapped", "inherited"]), required: true,
                "Put there by somebody, by the user's source, or in it through a group below.")
        ])
    let groups: [UserGroup]

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 64 + groups.count * 512)
        writer.object { writer in
            writer.array("items") { writer in
                for group in groups {
                    writer.object { writer in
                        GroupShape.write(group.place, to: &writer)
                        writer.field("membership", group.origin?.rawValue ?? "inherited")
                    }
                }
            }
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
