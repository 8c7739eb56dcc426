import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

enum GroupShape {
    static let shape = ObjectShape(
        "Group",
        [
            .init("name", .string, required: true, "With those above it, as `above/name`."),
            .init("permissions", .array(.object(permission)), required: true, "What its members may do."),
        ])
    static let permission = ObjectShape(
        "Permission",
        [
            .init("resource_type", .choice(Vocabulary.Kind.allCases.map(\.rawValue)), required: true, "On what."),
            .init("resource_id", .nullable(.string), required: true, "On which one; null for all."),
            .init("method", .choice(Vocabulary.Method.allCases.map(\.rawValue)), required: true, "What."),
        ])

    static func write(_ group: NamedGroup, to writer: inout JSONWriter) {
        writer.field("name", group.path)
        writer.array("permissions") { writer in
            for permission in WirePermission.sorted(group.permissions) {
                writer.object { permission.write(to: &$0) }
            }
        }
    }
}

struct GroupAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The group.", shape: GroupShape.shape)
    let group: NamedGroup

    func response() -> HTTPResponse { .json { GroupShape.write(group, to: &$0) } }
}

struct GroupsAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The groups, as an array.")
    let groups: [NamedGroup]

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 256 * groups.count + 2)
        writer.array { writer in for group in groups { writer.object { GroupShape.write(group, to: &$0) } } }
        return .json(200, writer)
    }
}

struct PermissionAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The permission.", shape: GroupShape.permission)
    let permission: WirePermission

    func response() -> HTTPResponse { .json { permission.write(to: &$0) } }
}

struct PermissionsAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The permissions, as an array.")
    let permissions: [WirePermission]

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 96 * permissions.count + 2)
        writer.array { writer in for permission in permissions { writer.object { permission.write(to: &$0) } } }
        return .json(200, writer)
    }
}
