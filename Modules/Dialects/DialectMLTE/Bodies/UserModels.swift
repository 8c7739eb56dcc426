import IdentityCore
import IdentityServices
import JSONText

/// What MLTE's BasicUser and UserWithPassword have in common.
private struct UserFields {
    let username: String
    let email: String?
    let fullName: String?
    let isDisabled: Bool
    /// `nil` when it was left out.
    let role: Vocabulary.Role?
    let groups: [String]

    init(_ reader: inout ModelReader) {
        username = reader.requiredString("username")
        email = reader.optionalString("email")
        fullName = reader.optionalString("full_name")
        isDisabled = reader.flag("disabled")
        let role: Vocabulary.Role? = reader.choice("role", default: .regular)
        self.role = reader.object["role"] == nil ? nil : role
        groups = reader.list("groups") { GroupModel(&$0) }.map(\.name)
    }
}

/// UserWithPassword, to be created.
struct NewUser: BodyModel {
    let command: CreateMember

    static func read(_ body: JSONObject) -> Result<NewUser, InvalidBody> {
        var reader = ModelReader(body)
        let fields = UserFields(&reader), password = reader.requiredString("password")
        guard reader.items.isEmpty else { return .failure(InvalidBody(items: reader.items)) }
        return .success(NewUser(fields, password: Secret(password)))
    }

    private init(_ fields: UserFields, password: Secret) {
        let role = fields.role ?? .regular
        var command = CreateMember(
            CreateUser(
                login: fields.username, email: fields.email, displayName: fields.fullName,
                isEnabled: !fields.isDisabled, roles: role.roles, credential: .password(password, temporary: false)))
        command.groups = fields.groups
        if role == .regular {
            command.joining = Vocabulary.joinedGroups
            command.companions = Vocabulary.companions(ofUser: fields.username)
        }
        self.command = command
    }
}

/// UserWithPassword or BasicUser, in the place of what is known. Without a password that is a text, the password stays.
struct ReplacedUser: BodyModel {
    static let alternatives: [[JSONValue]] = [["UserWithPassword"], ["BasicUser"]]
    let username: String
    let command: ReplaceMember

    static func read(_ body: JSONObject) -> Result<ReplacedUser, InvalidBody> {
        var basic = ModelReader(body, at: ["body", "BasicUser"])
        let fields = UserFields(&basic)
        if basic.items.isEmpty { return .success(ReplacedUser(fields, password: body["password"]?.stringValue)) }
        var full = ModelReader(body, at: ["body", "UserWithPassword"])
        _ = UserFields(&full)
        _ = full.requiredString("password")
        return .failure(InvalidBody(items: full.items + basic.items))
    }

    private init(_ fields: UserFields, password: String?) {
        username = fields.username
        var command = ReplaceMember()
        command.email = fields.email
        command.displayName = fields.fullName
        command.isEnabled = !fields.isDisabled
        command.password = password.map(Secret.init)
        command.groups = fields.groups
        let role = fields.role
        // Nobody loses the own role by not speaking of it.
        command.roles = { held, isOwn in
            role == nil && isOwn ? held : (role ?? .regular).applied(to: held)
        }
        self.command = command
    }
}
