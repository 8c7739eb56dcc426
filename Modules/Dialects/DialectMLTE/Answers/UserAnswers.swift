import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

enum UserShape {
    static let basic = ObjectShape("BasicUser", fields)
    static let full = ObjectShape(
        "User", fields + [.init("hashed_password", .string, required: true, "Always the same text; hashes stay here.")])
    private static let fields: [ObjectShape.Field] = [
        .init("username", .string, required: true, "The name to sign in with."),
        .init("email", .nullable(.string), required: true, "Unique if present."),
        .init("full_name", .nullable(.string), required: true, "null when it is the username."),
        .init("disabled", .boolean, required: true, "Whether the user is kept from signing in."),
        .init("role", .choice(Vocabulary.Role.allCases.map(\.rawValue)), required: true, "What the user is."),
        .init("groups", .array(.object(GroupShape.shape)), required: true, "The groups that the user is in."),
    ]

    static func write(_ member: Member, withHash: Bool, to writer: inout JSONWriter) {
        let user = member.user
        writer.field("username", user.login.display)
        writer.field("email", user.email?.display)
        // Here everybody has a name to be shown: the login, until another one is given.
        writer.field("full_name", user.displayName.display == user.login.display ? nil : user.displayName.display)
        writer.field("disabled", !user.isEnabled)
        writer.field("role", Vocabulary.Role(user.roles).rawValue)
        writer.array("groups") { writer in
            for group in member.groups { writer.object { GroupShape.write(group, to: &$0) } }
        }
        if withHash { writer.field("hashed_password", Vocabulary.hiddenHash) }
    }
}

struct OwnUserAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The own user.", shape: UserShape.basic)
    let member: Member

    func response() -> HTTPResponse { .json(capacity: 1_024) { UserShape.write(member, withHash: false, to: &$0) } }
}

struct UserAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The user.", shape: UserShape.full)
    let member: Member

    func response() -> HTTPResponse { .json(capacity: 1_024) { UserShape.write(member, withHash: true, to: &$0) } }
}

struct UsersAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The users, as an array.")
    let members: [Member]

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 1_024 * members.count + 2)
        writer.array { writer in
            for member in members { writer.object { UserShape.write(member, withHash: true, to: &$0) } }
        }
        return .json(200, writer)
    }
}
