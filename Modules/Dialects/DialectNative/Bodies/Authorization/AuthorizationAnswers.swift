import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct AllowedBody: EndpointOutput {
    static let description = OutputDescription(
        200, "Whether it may be done, and what allows it.",
        shape: ObjectShape(
            "Allowed",
            [
                .init("allowed", .boolean, required: true, "Whether the caller may do it."),
                .init(
                    "grant", .nullable(.object(ExplanationShape.path)), required: true,
                    "The first grant that allows it; null when it is refused, and for a key of groups."),
            ]))
    let decision: Decision

    func response() -> HTTPResponse {
        .answer { writer in
            writer.field("allowed", decision.isAllowed)
            if let grant = decision.grant {
                writer.object("grant") { ExplanationShape.write(grant, to: &$0) }
            } else {
                writer.null("grant")
            }
        }
    }
}

struct DominanceBody: EndpointOutput {
    static let description = OutputDescription(
        200, "Whether the first user holds everything that the second one holds.",
        shape: ObjectShape("Dominance", [.init("dominates", .boolean, required: true, "Whether it is so.")]))
    let dominates: Bool

    func response() -> HTTPResponse { .answer { $0.field("dominates", dominates) } }
}

struct ExplanationBody: EndpointOutput {
    static let description = OutputDescription(
        200, "Every way in which it is granted, or what comes closest.", shape: ExplanationShape.shape)
    let explanation: Explanation

    func response() -> HTTPResponse { .answer { ExplanationShape.write(explanation, to: &$0) } }
}

/// One page of the matrix.
struct MatrixBody: EndpointOutput {
    static let description = OutputDescription(
        200, "A page of users, and with the first one every group that grants something.",
        shape: ObjectShape(
            "AuthorizationMatrix",
            [
                .init(
                    "permissions", .array(.string), required: true, "Whatever somebody on the page holds, in order."),
                .init("users", .array(.object(user)), required: true, "Enabled users, by login."),
                .init("groups", .array(.object(group)), required: true, "By name."),
                .init("next", .nullable(.string), required: true, "Send it as `cursor`."),
            ]))
    private static let grantFields: [ObjectShape.Field] = [
        .init("organization", .string, required: true, "Where it lives."),
        .init("serverPermissions", .array(.string), required: true, "What may be done on the whole server."),
        .init(
            "organizationPermissions", .array(.string), required: true,
            "What may be done within the own organization."),
    ]
    private static let user = ObjectShape(
        "MatrixUser",
        [
            .init("id", .uuid, required: true, "The user's."),
            .init("login", .string, required: true, "The name to sign in with."),
        ] + grantFields)
    private static let group = ObjectShape(
        "MatrixGroup",
        [
            .init("id", .uuid, required: true, "The group's."),
            .init("name", .string, required: true, "Without those above."),
        ] + grantFields)
    let matrix: AuthorizationMatrix
    let next: String?

    func response() -> HTTPResponse {
        .answer { writer in
            writer.array("permissions") { for permission in matrix.permissions { $0.value(permission.description) } }
            writer.array("users") { writer in
                for row in matrix.users {
                    writer.object { writer in
                        writer.field("id", row.user.id)
                        writer.field("login", row.user.login.display)
                        Self.write(row.grants, to: &writer)
                    }
                }
            }
            writer.array("groups") { writer in
                for row in matrix.groups {
                    writer.object { writer in
                        writer.field("id", row.group.id)
                        writer.field("name", row.group.name.display)
                        Self.write(row.grants, to: &writer)
                    }
                }
            }
            writer.field("next", next)
        }
    }

    private static func write(_ grants: Grants, to writer: inout JSONWriter) {
        writer.field("organization", grants.organization.rawValue)
        writer.permissions("serverPermissions", grants.onServer)
        writer.permissions("organizationPermissions", grants.inOrganization)
    }
}
