import IdentityCore
import JSONText

/// A realm on the wire. What this server does whatever a realm says stands here as it is; what only shows, such as a
/// theme, is kept and shown.
enum RealmRepresentation {
    /// Members whose value is the same for every realm, because the server decides it.
    static let fixed: JSONObject = [
        "enabled": true, "sslRequired": "external", "registrationAllowed": false,
        "registrationEmailAsUsername": false, "rememberMe": false, "verifyEmail": false,
        "loginWithEmailAllowed": true, "duplicateEmailsAllowed": false, "resetPasswordAllowed": true,
        "editUsernameAllowed": false, "bruteForceProtected": true, "permanentLockout": false,
        "revokeRefreshToken": true, "refreshTokenMaxReuse": 0, "userManagedAccessAllowed": false,
        "organizationsEnabled": false, "adminEventsEnabled": false, "eventsEnabled": false,
    ]

    /// Members that are kept and shown and change nothing here.
    static let kept: Set<String> = [
        "displayNameHtml", "loginTheme", "accountTheme", "adminTheme", "emailTheme", "internationalizationEnabled",
        "supportedLocales", "defaultLocale", "attributes",
    ]

    /// Members that name the realm or say what is read elsewhere.
    static let passedOver: Set<String> = ["id", "realm", "displayName", "defaultRole", "notBefore"]

    static func write(_ organization: Organization, kept document: Document?) -> JSONObject {
        let realm = Realm(organization.id)
        var object: JSONObject = ["id": .string(realm.name), "realm": .string(realm.name)]
        if organization.name != organization.id.rawValue { object["displayName"] = .string(organization.name) }
        object["notBefore"] = 0
        for member in fixed.members { object[member.key] = member.value }
        object["defaultRole"] = .object(RoleRepresentation.reference(.member, of: realm))
        for member in Annotation(document).attributes.members { object[member.key] = member.value }
        return object
    }

    static func brief(_ organization: Organization) -> JSONObject {
        write(organization, kept: nil)
    }
}

/// What a representation that came in wants of a realm.
struct RealmChange {
    let name: String?
    let displayName: String?
    /// What is kept, as it came.
    let kept: JSONObject
    /// A member that the server decides otherwise or does not know how to follow; Keycloak has it.
    let notServed: String?

    init(_ object: JSONObject) throws(ServiceError) {
        name = object["realm"]?.stringValue
        displayName = object["displayName"]?.stringValue
        var kept = JSONObject(), notServed: String?
        for member in object.members {
            if RealmRepresentation.kept.contains(member.key) {
                kept[member.key] = member.value
            } else if RealmRepresentation.passedOver.contains(member.key)
                || RealmRepresentation.fixed[member.key] == member.value
            {
                continue
            } else if RealmRepresentation.fixed[member.key] != nil || KeycloakNames.realm.contains(member.key) {
                notServed = notServed ?? member.key
            } else {
                let shown = String(member.key.prefix(64))
                throw .invalidInput([FieldProblem(shown, .unknown, "Unrecognized field \"\(shown)\"")])
            }
        }
        self.kept = kept
        self.notServed = notServed
    }
}
