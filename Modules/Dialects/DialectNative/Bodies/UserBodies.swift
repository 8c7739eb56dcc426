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
    static let shape = ObjectShape(
        "CreateUser",
        [.init("login", .string, required: true, "The name to sign in with.")] + nameFields + [
            .init("source", .string, "A configured user source; `local` unless told."),
            .init("password", .string, "Temporary: the user has to choose an own one at the first sign-in."),
            .init(
                "passwordHash", .string,
                "Instead of `password`: an argon2id, bcrypt or PBKDF2 hash made elsewhere. Not temporary."),
        ])
    static let description = InputDescription(body: shape)
    let command: CreateUser

    init(reading request: inout RequestReader) throws(ServiceError) { command = CreateUser(reading: &request.body) }
}

struct EditUserBody: EndpointInput {
    static let description = InputDescription(
        path: [userIDParameter], readsIfMatch: true,
        body: shape)
    static let shape = ObjectShape(
        "EditUser",
        [.init("login", .string, "Renames the user; the id stays.")] + nameFields + [
            .init("defaultWorkspace", .nullable(.uuid), "Where the user begins: one of the organization's.")
        ])
    let selector: UserSelector
    let edit: EditUser

    init(reading request: inout RequestReader) throws(ServiceError) {
        selector = try request.userSelector()
        var edit = EditUser(reading: &request.body)
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
