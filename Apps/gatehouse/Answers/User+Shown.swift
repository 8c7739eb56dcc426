import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// How a user is shown: never with a password or a hash. The JSON has the members that the native API gives.
extension User {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [
            ("LOGIN", .left), ("NAME", .left), ("EMAIL", .left), ("ENABLED", .left), ("ROLES", .left),
            ("SOURCE", .left), ("ID", .left),
        ]
    }

    var cells: [String] {
        [
            login.display, displayName.display, email?.display ?? "-", isEnabled ? "yes" : "no", shownRoles,
            source.rawValue, id.description,
        ]
    }

    var sheet: String {
        Sheet.text([
            ("id", id.description), ("login", login.display), ("display name", displayName.display),
            ("given name", givenName), ("family name", familyName), ("email", email?.display),
            ("enabled", isEnabled ? "yes" : "no"), ("roles", shownRoles), ("source", source.rawValue),
            (
                "has to do",
                requiredActions.isEmpty ? nil : requiredActions.sorted().map(\.rawValue).joined(separator: ", ")
            ),
            ("created", createdAt.shown), ("changed", updatedAt.shown), ("last sign-in", lastLoginAt?.shown),
            ("last wrong password", lastFailedLoginAt?.shown), ("wrong in a row", String(failedLogins)),
            ("version", String(version)),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(id.description), "login": .string(login.display), "email": .text(email?.display),
            "displayName": .string(displayName.display), "givenName": .text(givenName),
            "familyName": .text(familyName), "enabled": .bool(isEnabled), "source": .string(source.rawValue),
            "roles": .array(roles.sorted().map { .string($0.rawValue) }),
            "requiredActions": .array(requiredActions.sorted().map { .string($0.rawValue) }),
            "createdAt": .string(createdAt.shown), "updatedAt": .string(updatedAt.shown),
            "lastLoginAt": .text(lastLoginAt?.shown), "lastFailedLoginAt": .text(lastFailedLoginAt?.shown),
            "failedLogins": .integer(Int64(failedLogins)), "version": .integer(Int64(version)),
        ]
    }

    private var shownRoles: String { roles.isEmpty ? "-" : roles.sorted().map(\.rawValue).joined(separator: ",") }
}
