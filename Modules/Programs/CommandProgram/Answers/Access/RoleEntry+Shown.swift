import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// How a role is shown. The JSON has the members that the native API gives.
extension RoleEntry {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("NAME", .left), ("BUILT IN", .left), ("REACH", .left), ("PERMISSIONS", .left)]
    }

    var cells: [String] { [role.rawValue, isBuiltIn ? "yes" : "no", reach.rawValue, shownPermissions ?? "-"] }

    var sheet: String {
        Sheet.text([
            ("name", role.rawValue), ("client", role.client?.rawValue), ("built in", isBuiltIn ? "yes" : "no"),
            ("about", about.isEmpty ? nil : about), ("reach", reach.rawValue), ("permissions", shownPermissions),
            ("created", createdAt?.shown), ("changed", updatedAt?.shown), ("version", String(version)),
        ])
    }

    var object: JSONObject {
        [
            "name": .string(role.rawValue), "client": .text(role.client?.rawValue), "builtIn": .bool(isBuiltIn),
            "about": .string(about), "reach": .string(reach.rawValue),
            "permissions": .array(texts.map(JSONValue.string)), "createdAt": .text(createdAt?.shown),
            "updatedAt": .text(updatedAt?.shown), "version": .integer(Int64(version)),
        ]
    }

    private var texts: [String] { permissions.map(\.description) + (coversForeignTypes ? ["*"] : []) }

    private var shownPermissions: String? { texts.isEmpty ? nil : texts.joined(separator: ",") }
}
