import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

private let nameFields: [ObjectShape.Field] = [
    .init("email", .nullable(.string), "Unique if present."),
    .init("displayName", .string, "For people to read; the login when left out."),
    .init("givenName", .nullable(.string), "First name."),
    .init("familyName", .nullable(.string), "Last name."),
    .init("enabled", .boolean, "Whether the user can sign in."),
    .init(
        "roles", .array(.string), "Built in are super-admin, admin, org-admin, auditor, reader, member; or own ones."),
    .init("organization", .string, "Where the account is administered; one's own when left out."),
    .init("tenant", .string, "A part of the organization; the one that bears its name when left out."),
    .init("groups", .array(.string), "All groups to be put into: ids, or names from the top down as `/a/b`."),
    .init("emailVerified", .boolean, "Whether the e-mail address is known to be the user's."),
    .init("profile", .nullable(.string), "The licence profile."),
    .init("trial", .nullable(.object(TrialShape.input)), "A time for trying the product out."),
    .init("validUntil", .nullable(.dateTime), "From then on the account is closed."),
]

struct CreateUserBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateUser",
            [.init("login", .string, required: true, "The name to sign in with.")] + nameFields + [
                .init("source", .string, "A configured user source; `local` unless told."),
                .init("password", .string, "Temporary: the user has to choose an own one at the first sign-in."),
                .init(
                    "passwordHash", .string,
                    "Instead of `password`: an argon2id, bcrypt or PBKDF2 hash made elsewhere. Not temporary."),
            ]))
    let command: CreateUser

    init(reading request: inout RequestReader) throws(ServiceError) {
        var command = CreateUser(login: request.body.string("login", required: true) ?? "")
        command.email = request.body.nullableString("email").text
        command.displayName = request.body.string("displayName")
        command.givenName = request.body.nullableString("givenName").text
        command.familyName = request.body.nullableString("familyName").text
        command.isEnabled = request.body.bool("enabled") ?? true
        if let source = request.body.string("source") { command.source = SourceID(rawValue: source) }
        if let roles = request.body.strings("roles") { command.roles = Set(roles) }
        command.organization = request.body.string("organization").map(OrganizationID.init(rawValue:))
        command.tenant = request.body.string("tenant").map(TenantID.init(rawValue:))
        command.groups = request.groups() ?? []
        command.isEmailVerified = request.body.bool("emailVerified") ?? false
        command.profile = request.body.nullableString("profile").text
        command.trial = request.trial().value
        command.validUntil = request.moment("validUntil").value
        let password = request.body.string("password"), hash = request.body.string("passwordHash")
        switch (password, hash) {
        case (let password?, nil): command.credential = .password(Secret(password), temporary: true)
        case (nil, let hash?): command.credential = .imported(PasswordHash(encoded: hash))
        case (nil, nil): break
        case (_?, _?):
            request.report(FieldProblem("passwordHash", .duplicate, "Give a password or a hash, not both."))
        }
        self.command = command
    }
}

struct EditUserBody: EndpointInput {
    static let description = InputDescription(
        path: [userIDParameter], readsIfMatch: true,
        body: ObjectShape(
            "EditUser",
            [.init("login", .string, "Renames the user; the id stays.")] + nameFields + [
                .init("defaultWorkspace", .nullable(.uuid), "Where the user begins: one of the organization's.")
            ]))
    let selector: UserSelector
    let edit: EditUser

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.userSelector()
        var edit = EditUser()
        edit.login = request.body.string("login")
        edit.email = request.body.nullableString("email").change
        edit.displayName = request.body.string("displayName")
        edit.givenName = request.body.nullableString("givenName").change
        edit.familyName = request.body.nullableString("familyName").change
        edit.roles = request.body.strings("roles").map(Set.init)
        edit.isEnabled = request.body.bool("enabled")
        edit.organization = request.body.string("organization").map(OrganizationID.init(rawValue:))
        edit.tenant = request.body.string("tenant").map(TenantID.init(rawValue:))
        edit.groups = request.groups()
        edit.isEmailVerified = request.body.bool("emailVerified")
        edit.profile = request.body.nullableString("profile").change
        edit.trial = request.trial()
        edit.validUntil = request.moment("validUntil")
        edit.defaultWorkspace = request.workspace("defaultWorkspace")
        edit.ifVersion = request.ifVersion()
        self.edit = edit
    }
}

struct SetPasswordBody: EndpointInput {
    static let description = InputDescription(
        path: [userIDParameter], readsIfMatch: true,
        body: ObjectShape(
            "SetPassword",
            [.init("password", .string, required: true, "At least as long as the policy says, and not common.")]))
    let selector: UserSelector
    let ifVersion: Int?
    let password: Secret

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.userSelector()
        ifVersion = request.ifVersion()
        password = Secret(request.body.string("password", required: true) ?? "")
    }
}

extension JSONObjectReader.Presence where Value == String {
    var text: String? {
        if case .value(let text) = self { text } else { nil }
    }

    fileprivate var change: Change<String> {
        switch self {
        case .absent: .keep
        case .null: .clear
        case .value(let text): .set(text)
        }
    }
}
