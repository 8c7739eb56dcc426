import DialectKit
import IdentityCore
import IdentityServices
import JSONText

struct UserQueryInput: EndpointInput {
    static let description = lenient
    /// `nil` for everybody.
    let ids: [UserID]?

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        ids = request.users("user_ids")
    }
}

struct UserEmailInput: EndpointInput {
    static let description = lenient
    let user: UserSelector

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        user = .email(request.body.string("email", required: true) ?? "")
    }
}

struct InviteInput: EndpointInput {
    enum Command: Sendable {
        /// With a password that the caller has chosen.
        case handed(CreateUser, Secret)
        /// With one that is made here.
        case made(Invite)
    }

    static let description = lenient
    let command: Command

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        let email = request.body.string("email", required: true) ?? ""
        let password = request.optionalText("password"), roles = RoleNames.roles(request.body.strings("roles") ?? [])
        let mustChange = request.body.bool("require_reset") ?? false
        guard let password else {
            var invite = Invite(email: email)
            invite.roles = roles
            invite.returnsPassword = true
            command = .made(invite)
            return
        }
        let secret = Secret(password)
        command = .handed(
            CreateUser(
                login: email, email: email, roles: roles, credential: .password(secret, temporary: mustChange)), secret)
    }
}

struct EditUserInput: EndpointInput {
    static let description = lenient
    let user: UserID
    let edit: EditUser

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        let user = request.requiredUser("id")
        var edit = EditUser()
        edit.givenName = Self.change(request.body.string("firstName", required: true))
        edit.familyName = Self.change(request.body.string("lastName", required: true))
        edit.email = Self.change(request.body.string("email", required: true))
        edit.isEnabled = request.body.bool("enabled", required: true)
        switch request.body.bool("isAdmin", required: true) {
        case true?: edit.granting = [Role.admin.rawValue]
        case false?: edit.withdrawing = RoleNames.administrators
        case nil: break
        }
        self.edit = edit
        try request.finish()
        guard let user else { throw .notFound(.user) }
        self.user = user
    }

    /// Every field is always sent: an empty one stands for none.
    private static func change(_ text: String?) -> Change<String> {
        guard let text else { return .keep }
        return text.isEmpty ? .clear : .set(text)
    }
}

/// Wallaroo's names of roles.
enum RoleNames {
    private static let known = ["user": Role.member, "admin_user": .admin]
    /// What an account does not hold that is no administrator's.
    static let administrators: Set<String> = [Role.admin.rawValue, Role.superAdmin.rawValue]

    /// Names that Wallaroo does not know are those of roles here.
    static func roles(_ names: [String]) -> Set<String> {
        Set(names.map { known[$0]?.rawValue ?? $0 }).union([Role.member.rawValue])
    }
}
