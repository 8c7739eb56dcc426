import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// The JSON has the members that the native API gives.
extension Workspace {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("NUMBER", .right), ("NAME", .left), ("ORGANIZATION", .left), ("ARCHIVED", .left), ("ID", .left)]
    }

    var cells: [String] {
        [String(number), name, organization.rawValue, isArchived ? "yes" : "no", id.description]
    }

    var sheet: String {
        Sheet.text([
            ("id", id.description), ("number", String(number)), ("name", name), ("organization", organization.rawValue),
            ("archived", isArchived ? "yes" : "no"), ("made by", createdBy?.description), ("created", createdAt.shown),
            ("changed", updatedAt.shown), ("version", String(version)),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(id.description), "number": .integer(number), "organization": .string(organization.rawValue),
            "name": .string(name), "archived": .bool(isArchived), "createdBy": .text(createdBy?.description),
            "createdAt": .string(createdAt.shown), "updatedAt": .string(updatedAt.shown),
            "version": .integer(Int64(version)),
        ]
    }
}

extension WorkspaceMember {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("LOGIN", .left), ("NAME", .left), ("ROLE", .left), ("SINCE", .left), ("ID", .left)]
    }

    var cells: [String] {
        [
            login.display, displayName.display, membership.role.rawValue, membership.since.shown,
            membership.user.description,
        ]
    }

    var sheet: String {
        Sheet.text([
            ("login", login.display), ("name", displayName.display), ("role", membership.role.rawValue),
            ("since", membership.since.shown), ("id", membership.user.description),
        ])
    }

    var object: JSONObject {
        [
            "userId": .string(membership.user.description), "login": .string(login.display),
            "displayName": .string(displayName.display), "role": .string(membership.role.rawValue),
            "since": .string(membership.since.shown),
        ]
    }
}
