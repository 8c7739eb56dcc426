import CommandParsing
import IdentityCore
import JSONText

/// A user as a list names it that is about something else.
enum UserReferenceRow {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("LOGIN", .left), ("NAME", .left), ("ENABLED", .left), ("ID", .left)]
    }

    static func cells(_ user: User) -> [String] {
        [user.login.display, user.displayName.display, user.isEnabled ? "yes" : "no", user.id.description]
    }

    static func object(_ user: User) -> JSONObject {
        [
            "id": .string(user.id.description), "login": .string(user.login.display),
            "displayName": .string(user.displayName.display), "enabled": .bool(user.isEnabled),
        ]
    }
}
