import DialectKit
import IdentityCore
import IdentityServices
import JSONText

/// Why somebody may or may not do something, on the wire.
enum ExplanationShape {
    static let shape = ObjectShape(
        "Explanation",
        [
            .init("allowed", .boolean, required: true, "Whether the user may do it now."),
            .init("user", .object(UserReferenceShape.shape), required: true, "Who was asked about."),
            .init("permission", .string, required: true, "What was asked about."),
            .init("organization", .string, required: true, "Of the resource."),
            .init(
                "obstacles", .array(.choice(Explanation.Obstacle.allCases.map(\.rawValue))), required: true,
                "What keeps the user from using any grant."),
            .init("paths", .array(.object(path)), required: true, "Every way in which it is granted."),
            .init("nearest", .array(.object(near)), required: true, "Only when nothing grants it."),
        ])
    private static let step = ObjectShape(
        "GroupStep",
        [
            .init("id", .uuid, required: true, "The group's."),
            .init("name", .string, required: true, "Without those above."),
        ])
    private static let pathFields: [ObjectShape.Field] = [
        .init("source", .choice(["role", "group", "workspace", "ownership"]), required: true, "What grants it."),
        .init("role", .nullable(.string), required: true, "The role, or the role in the workspace."),
        .init("includedIn", .string, "The role that is held and includes `role`; left out when that is held itself."),
        .init("workspaceId", .nullable(.uuid), required: true, "The workspace."),
        .init(
            "through", .array(.object(step)), required: true,
            "From the group that the user is in up to the one that grants; none for what is held directly."),
        .init("reach", .choice(Reach.allCases.map(\.rawValue)), required: true, "How far it goes."),
    ]
    static let path = ObjectShape("GrantPath", pathFields)
    private static let near = ObjectShape(
        "NearGrant",
        pathFields + [
            .init(
                "lacks", .choice(Explanation.NearMiss.Lack.allCases.map(\.rawValue)), required: true,
                "How it falls short: other actions, other resources, or another organization."),
            .init("gives", .array(.string), required: true, "What it does grant, the closest first."),
        ])

    static func write(_ explanation: Explanation, to writer: inout JSONWriter) {
        writer.field("allowed", explanation.isAllowed)
        writer.object("user") { UserReferenceShape.write(explanation.user, to: &$0) }
        writer.field("permission", explanation.wanted.description)
        writer.field("organization", explanation.place.rawValue)
        writer.array("obstacles") { for obstacle in explanation.obstacles { $0.value(obstacle.rawValue) } }
        writer.array("paths") { writer in
            for grant in explanation.paths { writer.object { write(grant, to: &$0) } }
        }
        writer.array("nearest") { writer in
            for miss in explanation.nearest {
                writer.object { writer in
                    write(miss.grant, to: &writer)
                    writer.field("lacks", miss.lack.rawValue)
                    writer.array("gives") { for permission in miss.gives { $0.value(permission.description) } }
                }
            }
        }
    }

    static func write(_ grant: Grant, to writer: inout JSONWriter) {
        switch grant.source {
        case .role(let role):
            writer.field("source", "role")
            writer.field("role", role.rawValue)
            writer.null("workspaceId")
        case .includedRole(let role, let held):
            writer.field("source", "role")
            writer.field("role", role.rawValue)
            writer.field("includedIn", held.rawValue)
            writer.null("workspaceId")
        case .group:
            writer.field("source", "group")
            writer.null("role")
            writer.null("workspaceId")
        case .workspace(let id, let role):
            writer.field("source", "workspace")
            writer.field("role", role.rawValue)
            writer.field("workspaceId", id)
        case .ownership:
            writer.field("source", "ownership")
            writer.null("role")
            writer.null("workspaceId")
        }
        writer.array("through") { writer in
            for step in grant.through {
                writer.object { writer in
                    writer.field("id", step.id)
                    writer.field("name", step.name)
                }
            }
        }
        writer.field("reach", grant.reach.rawValue)
    }
}
