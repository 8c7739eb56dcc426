import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// A user on the wire.
enum UserRepresentation {
    /// What Keycloak calls the name of an imported user at its directory.
    static let externalID = "LDAP_ID"
    static let updatePassword = "UPDATE_PASSWORD"

    static func write(_ record: UserRecord) -> JSONObject {
        var object = write(record.user)
        let attributes = attributes(of: record)
        if !attributes.isEmpty { object["attributes"] = .object(attributes) }
        let access = record.access
        object["access"] = [
            "manageGroupMembership": .bool(access.changeGroups), "view": .bool(access.view),
            "mapRoles": .bool(access.changeRoles), "impersonate": .bool(access.impersonate),
            "manage": .bool(access.manage),
        ]
        return object
    }

    /// The answer of a search that asks for less.
    static func brief(_ user: User) -> JSONObject {
        var object = names(of: user)
        object["emailVerified"] = .bool(user.isEmailVerified)
        object["createdTimestamp"] = .integer(user.createdAt.milliseconds)
        object["enabled"] = .bool(user.isEnabled)
        return object
    }

    /// Without what depends on who asks.
    static func write(_ user: User) -> JSONObject {
        var object = brief(user)
        object["totp"] = false
        object["disableableCredentialTypes"] = []
        object["requiredActions"] = user.requiredActions.contains(.updatePassword) ? [.string(updatePassword)] : []
        object["notBefore"] = 0
        if user.source == .serviceAccount, let client = user.externalID {
            object["serviceAccountClientId"] = .string(client)
        } else if user.source != .local {
            object["federationLink"] = .string(ComponentID(user.source).text)
        }
        return object
    }

    static func links(of user: User) -> [JSONObject] {
        guard user.source != .local, user.source != .serviceAccount, let id = user.externalID else { return [] }
        return [
            [
                "identityProvider": .string(user.source.rawValue), "userId": .string(id),
                "userName": .string(user.login.display),
            ]
        ]
    }

    private static func names(of user: User) -> JSONObject {
        var object: JSONObject = [
            "id": .string(user.id.description), "username": .string(user.login.display.lowercased()),
        ]
        if let name = user.givenName { object["firstName"] = .string(name) }
        if let name = user.familyName { object["lastName"] = .string(name) }
        if let email = user.email { object["email"] = .string(email.display.lowercased()) }
        return object
    }

    private static func attributes(of record: UserRecord) -> JSONObject {
        var attributes = Annotation(record.document).attributes
        if record.user.source != .local, record.user.source != .serviceAccount, let id = record.user.externalID {
            attributes[externalID] = [.string(id)]
        }
        return attributes
    }
}

extension Date {
    /// Since 1970.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1_000).rounded()) }
}
