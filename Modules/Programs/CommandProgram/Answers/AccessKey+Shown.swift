import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// How an access key is shown: never with its token. The JSON has the members that the native API gives.
extension AccessKey {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("NAME", .left), ("TOKEN", .left), ("SCOPES", .left), ("ENDS", .left), ("LAST USED", .left), ("ID", .left)]
    }

    var cells: [String] {
        [
            name.display, "\(prefix)…", shownScopes, expiresAt?.shown ?? "never", lastUsedAt?.shown ?? "-",
            id.description,
        ]
    }

    var sheet: String {
        Sheet.text([
            ("id", id.description), ("name", name.display), ("about", about.isEmpty ? nil : about),
            ("user", owningUser?.description), ("groups", groups.isEmpty ? nil : groups.joined(separator: ", ")),
            ("roles", roles.isEmpty ? nil : shownRoles.joined(separator: ", ")),
            ("organization", organization.rawValue), ("token", "\(prefix)…"), ("scopes", shownScopes),
            ("created", createdAt.shown), ("issued to", createdBy?.description), ("ends", expiresAt?.shown ?? "never"),
            ("last used", lastUsedAt?.shown), ("old token until", previous?.goodUntil.shown),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(id.description), "userId": .text(owningUser?.description),
            "groupIds": .array(groups.map(JSONValue.string)), "roles": .array(shownRoles.map(JSONValue.string)),
            "organization": .string(organization.rawValue),
            "name": .string(name.display), "about": .string(about), "prefix": .string(prefix),
            "scopes": scopes.map { .array($0.sorted().map { .string($0.description) }) } ?? .null,
            "createdAt": .string(createdAt.shown), "issuedTo": .text(createdBy?.description),
            "expiresAt": .text(expiresAt?.shown), "lastUsedAt": .text(lastUsedAt?.shown),
            "previousTokenUntil": .text(previous?.goodUntil.shown),
        ]
    }

    private var owningUser: UserID? {
        if case .user(let user) = owner { user } else { nil }
    }

    private var groups: [String] {
        if case .groups(let groups) = owner { groups.map(\.description).sorted() } else { [] }
    }

    private var shownRoles: [String] { roles.sorted().map(\.rawValue) }

    private var shownScopes: String {
        scopes.map { $0.sorted().map(\.description).joined(separator: ",") } ?? "everything"
    }
}
