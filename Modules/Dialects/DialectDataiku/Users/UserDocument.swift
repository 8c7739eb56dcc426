import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// A user as a client sends one: what it creates, the whole settings it saves, or the part it edits.
struct UserDocument: Sendable {
    private static let known: Set<String> = UserSettings.readOnly.union([
        "login", "password", "displayName", "email", "enabled", "groups", "userProfile", "sourceType",
        "userProperties", "adminProperties", "preferences", "secrets", "credentials",
    ])

    let login: WireName?
    let password: Secret?
    let displayName: String?
    let email: JSONObjectReader.Presence<String>
    let isEnabled: Bool?
    let groups: [WireName]?
    let profile: JSONObjectReader.Presence<String>
    let sourceType: String?
    let userProperties: JSONObject?
    let adminProperties: JSONObject?
    let preferences: JSONObject?
    let secrets: [JSONValue]?
    let credentials: JSONObject?
    /// What only this API knows.
    let others: JSONObject

    /// - Throws: `invalidInput` with everything that is of a wrong type.
    init(_ object: JSONObject) throws(ServiceError) {
        var reader = JSONObjectReader(object, passesOverUnknown: true)
        func kept(_ key: String, _ what: String, _ isFit: (JSONValue) -> Bool) -> JSONValue? {
            guard let value = reader.value(key), !value.isNull else { return nil }
            if !isFit(value) { reader.report(key, .wrongType, "\(key) is \(what).") }
            return value
        }
        login = reader.filled("login").flatMap(WireName.init(wire:))
        password = reader.filled("password").map { Secret($0) }
        displayName = reader.filled("displayName")
        email = reader.nullableString("email")
        isEnabled = reader.bool("enabled")
        groups = reader.has("groups") ? reader.names("groups") : nil
        profile = reader.nullableString("userProfile")
        sourceType = reader.filled("sourceType")
        userProperties = kept("userProperties", "an object") { $0.objectValue != nil }?.objectValue
        adminProperties = kept("adminProperties", "an object") { $0.objectValue != nil }?.objectValue
        preferences = kept("preferences", "an object") { $0.objectValue != nil }?.objectValue
        secrets = kept("secrets", "an array") { $0.arrayValue != nil }?.arrayValue
        credentials = kept("credentials", "an object") { $0.objectValue != nil }?.objectValue
        others = object.without(Self.known)
        try reader.requireSound()
        let problems = preferences.map(Preferences.problems) ?? []
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    /// The user that is to be made.
    func creation(of sources: DataikuSources) throws(ServiceError) -> CreateUser {
        guard let login else { throw .invalidInput([FieldProblem("login", .missing, "login is missing.")]) }
        if let problem = WireName.problem(inNew: login.text, field: "login") { throw .invalidInput([problem]) }
        let source = try sources.source(for: sourceType ?? "LOCAL", field: "sourceType")
        var command = CreateUser(
            login: login.text, displayName: displayName, isEnabled: isEnabled ?? true, source: source,
            groups: Set((groups ?? []).map(\.group)))
        if case .value(let address) = email, !address.isEmpty { command.email = address }
        if case .value(let name) = profile, !name.isEmpty { command.profile = name }
        command.looksUpPerson = source != .local
        if let password {
            command.credential = .password(password, temporary: false)
        } else if source == .local {
            throw .invalidInput([FieldProblem("password", .missing, "A LOCAL user needs a password.")])
        }
        return command
    }

    /// What a created user gets besides; `nil` for nothing.
    func additions() throws(ServiceError) -> AccountChange? {
        var change = AccountChange()
        try addKept(to: &change, over: nil, isWhole: false)
        let isEmpty = change.documents.isEmpty && change.secrets == nil && change.credentials == nil
        return isEmpty ? nil : change
    }
}
