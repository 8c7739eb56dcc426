import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What a representation that came in wants of a user; members left out are left alone.
struct UserChange {
    /// A password as it came in.
    struct Password {
        let value: Secret
        let isTemporary: Bool
    }

    /// In lower case, as Keycloak keeps names.
    let username: String?
    private let email: Change<String>
    private let givenName: Change<String>
    private let familyName: Change<String>
    private let isEnabled: Bool?
    private let isEmailVerified: Bool?
    private let attributes: JSONObject?
    private let requiresPasswordChange: Bool?
    let password: Password?
    private let groups: [String]?
    /// What is asked for and not served.
    let notServed: String?

    init(_ object: JSONObject) throws(ServiceError) {
        var reader = RepresentationReader(object, known: KeycloakNames.user)
        username = reader.string("username")?.lowercased()
        email = Self.change(&reader, "email") { $0.lowercased() }
        givenName = Self.change(&reader, "firstName") { $0 }
        familyName = Self.change(&reader, "lastName") { $0 }
        isEnabled = reader.bool("enabled")
        isEmailVerified = reader.bool("emailVerified")
        var attributes = reader.attributes("attributes")
        attributes?[UserRepresentation.externalID] = nil
        self.attributes = attributes
        let actions = reader.strings("requiredActions")
        requiresPasswordChange = actions?.contains(UserRepresentation.updatePassword)
        groups = reader.strings("groups")
        var notServed = actions?.first { $0 != UserRepresentation.updatePassword }.map { "The required action \($0)" }
        var password: Password?
        for credential in reader.objects("credentials") ?? [] {
            let read = try CredentialReading(credential)
            notServed = notServed ?? read.notServed
            password = read.password ?? password
        }
        self.password = password
        self.notServed = notServed
        try reader.finish()
    }

    /// - Throws: `invalidInput` without a user name.
    func creation(in realm: Realm) throws(ServiceError) -> CreateUser {
        guard let username, !username.isEmpty else {
            throw .invalidInput([FieldProblem("username", .missing, "User name is missing")])
        }
        var command = CreateUser(
            login: username, email: email.value, displayName: displayName(), givenName: givenName.value,
            familyName: familyName.value, isEnabled: isEnabled ?? false, organization: realm.organization,
            groups: Set((groups ?? []).map { GroupSelector(path: $0[...]) }),
            credential: password.map { .password($0.value, temporary: $0.isTemporary) } ?? .none)
        command.isEmailVerified = isEmailVerified ?? false
        command.requiresPasswordChange = requiresPasswordChange ?? false
        if let text = attributes.flatMap({ Annotation($0).text }) { command.documents[Annotation.name] = text }
        return command
    }

    /// - Parameter user: as it stands; the name to show follows the others.
    func edit(of user: User) -> EditUser {
        var edit = EditUser()
        edit.email = email
        edit.givenName = givenName
        edit.familyName = familyName
        edit.isEnabled = isEnabled
        edit.isEmailVerified = isEmailVerified
        edit.requiresPasswordChange = requiresPasswordChange
        let given = givenName.applied(to: user.givenName), family = familyName.applied(to: user.familyName)
        if given != user.givenName || family != user.familyName {
            edit.displayName = Self.joined(given, family) ?? user.login.display
        }
        if let attributes { edit.documents = [Annotation.name: Annotation(attributes).text] }
        return edit
    }

    private func displayName() -> String? { Self.joined(givenName.value, familyName.value) }

    private static func joined(_ given: String?, _ family: String?) -> String? {
        let names = [given, family].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: " ")
    }

    /// An empty text and `null` clear.
    private static func change(
        _ reader: inout RepresentationReader, _ key: String, _ form: (String) -> String
    ) -> Change<String> {
        guard reader.has(key) else { return .keep }
        guard let text = reader.string(key), !text.isEmpty else { return .clear }
        return .set(form(text))
    }
}

/// A credential as it came in.
struct CredentialReading {
    let password: UserChange.Password?
    let notServed: String?

    init(_ object: JSONObject) throws(ServiceError) {
        var reader = RepresentationReader(object, known: KeycloakNames.credential)
        let type = reader.string("type") ?? "password", value = reader.string("value")
        let isTemporary = reader.bool("temporary") ?? false
        try reader.finish()
        if type != "password" {
            notServed = "A credential of the type \(type)"
        } else {
            notServed = value == nil ? "A password that is no text, such as a hash," : nil
        }
        password = value.map { UserChange.Password(value: Secret($0), isTemporary: isTemporary) }
    }
}

extension Change<String> {
    var value: String? { if case .set(let value) = self { value } else { nil } }

    func applied(to text: String?) -> String? {
        switch self {
        case .keep: text
        case .clear: nil
        case .set(let value): value
        }
    }
}
