import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

private let fields = [(name: "Content-Type", value: "application/json"), (name: "Cache-Control", value: "no-store")]

struct CreatedInvitationBody: EndpointOutput {
    static let description = OutputDescription(
        201, "The invitation stands, whether or not the mail was sent; Location names it.",
        shape: IssuedInvitationShape.shape)
    let issued: IssuedInvitation
    let location: String

    func response() -> HTTPResponse {
        HTTPResponse(
            status: 201, fields: fields + [("Location", location)], body: IssuedInvitationShape.bytes(issued))
    }
}

struct ResentInvitationBody: EndpointOutput {
    static let description = OutputDescription(
        200, "Made anew, whether or not the mail was sent; the code and password of before open nothing.",
        shape: IssuedInvitationShape.shape)
    let issued: IssuedInvitation

    func response() -> HTTPResponse {
        HTTPResponse(status: 200, fields: fields, body: IssuedInvitationShape.bytes(issued))
    }
}

struct InvitationBody: EndpointOutput {
    static let description = OutputDescription(200, "The invitation.", shape: InvitationShape.shape)
    let invitation: Invitation

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 512)
        writer.object { InvitationShape.write(invitation, to: &$0) }
        return HTTPResponse(status: 200, fields: fields, body: writer.bytes)
    }
}

struct InvitationPageBody: EndpointOutput {
    static let description = PageAnswer.description("InvitationPage", of: InvitationShape.shape, "Newest first.")
    private let invitations: [Invitation]
    private let next: String?

    init(_ invitations: [Invitation], limit: Int, cursors: PageCursors) {
        self.invitations = invitations
        next =
            invitations.count < limit
            ? nil
            : invitations.last.map {
                cursors.text(String($0.createdAt.microseconds), $0.id.description, of: InvitationListInput.list)
            }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(invitations, next: next, bytesPerItem: 448) { InvitationShape.write($0, to: &$1) }
    }
}

/// 202, and nothing to read: whether anything comes of it is not told.
struct Accepted: EndpointOutput {
    static let description = OutputDescription(
        202, "Taken. If there is such an account and it may be reset, a mail is on its way.",
        shape: ObjectShape("Accepted", []))

    func response() -> HTTPResponse { HTTPResponse(status: 202, fields: fields, body: Array("{}".utf8)) }
}
