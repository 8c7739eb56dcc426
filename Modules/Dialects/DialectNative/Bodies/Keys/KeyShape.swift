import DialectKit
import FoundationEssentials
import IdentityCore
import JSONText

/// An access key on the wire; never with its token.
enum KeyShape {
    static let fields: [ObjectShape.Field] = [
        .init("id", .uuid, required: true, "Names the key; opens nothing."),
        .init("userId", .nullable(.uuid), required: true, "Whose key it is; null for a global one."),
        .init("groupIds", .array(.uuid), required: true, "The groups that a global key belongs to, in order."),
        .init("roles", .array(.string), required: true, "Roles of a global key beside its groups, in order."),
        .init("organization", .string, required: true, "Where the key is at home."),
        .init("name", .string, required: true, "Unique among the keys of the owner, whatever the letter case."),
        .init("about", .string, required: true, "For people to read."),
        .init("prefix", .string, required: true, "How the token begins, to recognise it by."),
        .init(
            "scopes", .nullable(.array(.string)), required: true,
            "What the key is limited to; null for everything that the owner may do."),
        .init("createdAt", .dateTime, required: true, "When the key was made."),
        .init(
            "issuedTo", .nullable(.uuid), required: true,
            "Who was handed the token. Anybody but the owner gets at neither keys nor secrets of the owner with it."),
        .init("expiresAt", .nullable(.dateTime), required: true, "When the key ends; null for never."),
        .init("lastUsedAt", .nullable(.dateTime), required: true, "To within five minutes."),
        .init(
            "previousTokenUntil", .nullable(.dateTime), required: true,
            "Until when the token before the last rotation is good."),
    ]
    static let shape = ObjectShape("Key", fields)

    static func write(_ key: AccessKey, to writer: inout JSONWriter) {
        writer.field("id", key.id)
        switch key.owner {
        case .user(let user):
            writer.field("userId", user)
            writer.array("groupIds") { _ in }
        case .groups(let groups):
            writer.null("userId")
            writer.array("groupIds") { for id in groups.map(\.description).sorted() { $0.value(id) } }
        }
        writer.array("roles") { for role in key.roles.sorted() { $0.value(role.rawValue) } }
        writer.field("organization", key.organization.rawValue)
        writer.field("name", key.name.display)
        writer.field("about", key.about)
        writer.field("prefix", key.prefix)
        if let scopes = key.scopes {
            writer.array("scopes") { for scope in scopes.sorted() { $0.value(scope.description) } }
        } else {
            writer.null("scopes")
        }
        writer.field("createdAt", key.createdAt)
        if let holder = key.createdBy { writer.field("issuedTo", holder) } else { writer.null("issuedTo") }
        writer.field("expiresAt", key.expiresAt)
        writer.field("lastUsedAt", key.lastUsedAt)
        writer.field("previousTokenUntil", key.previous?.goodUntil)
    }
}
