import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// An invitation on the wire; never with its code.
enum InvitationShape {
    static let fields: [ObjectShape.Field] = [
        .init("id", .uuid, required: true, "Names the invitation; opens nothing."),
        .init("userId", .uuid, required: true, "The account that was made with it."),
        .init("email", .string, required: true, "Where the mail goes."),
        .init("organization", .string, required: true, "That of the user."),
        .init("invitedBy", .nullable(.uuid), required: true, "The user who invited; null for an operator or a key."),
        .init("createdAt", .dateTime, required: true, "When it was made."),
        .init("expiresAt", .dateTime, required: true, "When code and first password end."),
        .init("mail", .choice(MailOutcome.allCases.map(\.rawValue)), required: true, "What became of the mail."),
        .init("acceptedAt", .nullable(.dateTime), required: true, "When the user chose an own password."),
    ]
    static let shape = ObjectShape("Invitation", fields)

    static func write(_ invitation: Invitation, to writer: inout JSONWriter) {
        writer.field("id", invitation.id)
        writer.field("userId", invitation.user)
        writer.field("email", invitation.email.display)
        writer.field("organization", invitation.organization.rawValue)
        if let by = invitation.invitedBy { writer.field("invitedBy", by) } else { writer.null("invitedBy") }
        writer.field("createdAt", invitation.createdAt)
        writer.field("expiresAt", invitation.expiresAt)
        writer.field("mail", invitation.mail.rawValue)
        writer.field("acceptedAt", invitation.acceptedAt)
    }
}

/// An invitation just sent, or not sent.
enum IssuedInvitationShape {
    static let shape = ObjectShape(
        "IssuedInvitation",
        InvitationShape.fields + [
            .init("login", .string, required: true, "What the user signs in with."),
            .init(
                "temporaryPassword", .nullable(.string), required: true,
                "The random first password, when no mail was sent: hand it over yourself. Shown once."),
        ])

    static func bytes(_ issued: IssuedInvitation) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.object { writer in
            InvitationShape.write(issued.invitation, to: &writer)
            writer.field("login", issued.user.login.display)
            if let password = issued.password {
                password.reveal { writer.field("temporaryPassword", $0) }
            } else {
                writer.null("temporaryPassword")
            }
        }
        return writer.bytes
    }
}
