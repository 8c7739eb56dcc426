import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct InvitationInput: EndpointInput {
    static let description = InputDescription(path: [
        ParameterDescription("id", .uuid, "The id of an invitation.")
    ])
    let id: InvitationID

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.path(as: InvitationIDParameter.self, kind: .invitation).id
    }
}

struct InvitationListInput: EndpointInput {
    static let list = "invitations"
    static let description = InputDescription(
        query: [
            ParameterDescription(
                "state", .choice(InvitationState.allCases.map(\.rawValue)), "Only invitations that are so now."),
            ParameterDescription("organization", .string, "Only invitations into this organization."),
        ] + PageRequest.parameters)
    let state: InvitationState?
    let organization: OrganizationID?
    let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        let text = request.query("state")
        state = text.flatMap(InvitationState.init(rawValue:))
        if text != nil, state == nil {
            request.report(FieldProblem("state", .unknown, "state is pending, accepted or expired."))
        }
        organization = request.query("organization").map(OrganizationID.init(rawValue:))
        page = PageRequest(&request)
    }

    func after(using cursors: PageCursors) throws(ServiceError) -> InvitationPosition? {
        guard let place = try page.place(in: Self.list, using: cursors), let id = InvitationID(place.id),
            let microseconds = Int64(place.key)
        else { return nil }
        return InvitationPosition(
            createdAt: Date(timeIntervalSince1970: Double(microseconds) / 1_000_000), id: id)
    }
}

struct InviteBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "Invite",
            [
                .init("email", .string, required: true, "Where the mail goes; unique among users."),
                .init("login", .string, "The name to sign in with; the e-mail address unless told."),
                .init("displayName", .string, "For people to read; the login when left out."),
                .init("givenName", .nullable(.string), "First name."),
                .init("familyName", .nullable(.string), "Last name."),
                .init("roles", .array(.string), "What the user holds; `member` unless told."),
                .init("groups", .array(.string), "Of each group \(groupSpelling)."),
                .init("organization", .string, "The caller's own, or the tenant's, unless told."),
                .init("tenant", .string, "The one that bears the organization's name unless told."),
                .init(
                    "password", .string,
                    "The first password, which has to be changed; a random one unless told. Never mailed."),
            ]))
    let command: Invite

    init(reading request: inout RequestReader) throws(ServiceError) {
        var command = Invite(email: request.body.string("email", required: true) ?? "")
        command.login = request.body.string("login")
        command.displayName = request.body.string("displayName")
        command.givenName = request.body.nullableString("givenName").text
        command.familyName = request.body.nullableString("familyName").text
        command.organization = request.body.string("organization").map(OrganizationID.init(rawValue:))
        command.tenant = request.body.string("tenant").map(TenantID.init(rawValue:))
        if let roles = request.body.strings("roles") { command.roles = Set(roles) }
        command.groups = request.body.groups() ?? []
        command.password = request.body.string("password").map { Secret($0) }
        self.command = command
    }
}

/// A code from a mail, and the password to be.
struct RedemptionBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "Redemption",
            [
                .init("code", .string, required: true, "From the mail; good once."),
                .init("newPassword", .string, required: true, "The password to be."),
            ]))
    let code: Secret
    let newPassword: Secret

    init(reading request: inout RequestReader) throws(ServiceError) {
        code = Secret(request.body.string("code", required: true) ?? "")
        newPassword = Secret(request.body.string("newPassword", required: true) ?? "")
    }
}

struct PasswordResetBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "PasswordReset", [.init("login", .string, required: true, "A login name or an e-mail address.")]))
    let login: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        login = request.body.string("login", required: true) ?? ""
    }
}
