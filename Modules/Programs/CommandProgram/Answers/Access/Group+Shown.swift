import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// How a group is shown. The JSON has the members that the native API gives.
extension PlacedGroup {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("PATH", .left), ("ROLES", .left), ("PERMISSIONS", .left), ("ORGANIZATION", .left), ("ID", .left)]
    }

    var cells: [String] {
        [
            path, group.shownRoles ?? "-", group.shownPermissions ?? "-", group.organization.rawValue,
            group.id.description,
        ]
    }

    var sheet: String {
        let mapped = group.mappedExternalGroups
        return Sheet.text([
            ("id", group.id.description), ("path", path), ("organization", group.organization.rawValue),
            ("about", group.about.isEmpty ? nil : group.about), ("roles", group.shownRoles),
            ("permissions", group.shownPermissions),
            ("external groups", mapped.isEmpty ? nil : mapped.sorted().joined(separator: "; ")),
            ("source", group.source.rawValue), ("created", group.createdAt.shown), ("changed", group.updatedAt.shown),
            ("version", String(group.version)),
        ])
    }

    var object: JSONObject {
        [
            "id": .string(group.id.description), "name": .string(group.name.display), "path": .string(path),
            "organization": .string(group.organization.rawValue), "parent": .text(group.parent?.description),
            "about": .string(group.about), "source": .string(group.source.rawValue),
            "roles": .array(group.roles.sorted().map { .string($0.rawValue) }),
            "permissions": .array(group.permissions.sorted().map { .string($0.description) }),
            "mappedExternalGroups": .array(group.mappedExternalGroups.sorted().map { .string($0) }),
            "createdAt": .string(group.createdAt.shown), "updatedAt": .string(group.updatedAt.shown),
            "version": .integer(Int64(group.version)),
        ]
    }
}

extension Group {
    fileprivate var shownRoles: String? {
        roles.isEmpty ? nil : roles.sorted().map(\.rawValue).joined(separator: ",")
    }

    fileprivate var shownPermissions: String? {
        permissions.isEmpty ? nil : permissions.sorted().map(\.description).joined(separator: ",")
    }
}
