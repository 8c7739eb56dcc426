import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// The JSON has the members that the native API gives.
extension Resource {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [
            ("TYPE", .left), ("NUMBER", .right), ("ID", .left), ("NAME", .left), ("ORGANIZATION", .left),
            ("OWNER", .left), ("WORKSPACE", .left),
        ]
    }

    var cells: [String] {
        [
            type, String(number), id, name, organization.rawValue, owner?.description ?? "-",
            workspace?.description ?? "-",
        ]
    }

    var sheet: String {
        Sheet.text([
            ("type", type), ("id", id), ("number", String(number)), ("name", name),
            ("organization", organization.rawValue), ("owner", owner?.description),
            ("workspace", workspace?.description), ("created", createdAt.shown), ("changed", updatedAt.shown),
            ("version", String(version)),
        ])
    }

    var object: JSONObject {
        [
            "type": .string(type), "id": .string(id), "number": .integer(number),
            "organization": .string(organization.rawValue), "name": .string(name), "owner": .text(owner?.description),
            "workspace": .text(workspace?.description), "createdAt": .string(createdAt.shown),
            "updatedAt": .string(updatedAt.shown), "version": .integer(Int64(version)),
        ]
    }
}

extension ResourceVersion {
    var object: JSONObject {
        ["number": .integer(Int64(number)), "id": .string(id), "createdAt": .string(createdAt.shown)]
    }
}
