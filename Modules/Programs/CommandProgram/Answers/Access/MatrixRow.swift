import CommandParsing
import IdentityCore
import IdentityServices
import JSONText

/// What one user or group may do, in a row.
struct MatrixRow: Sendable {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("KIND", .left), ("NAME", .left), ("HOME", .left), ("ON SERVER", .left), ("IN ORGANIZATION", .left)]
    }

    /// The first record of the file.
    static var header: String {
        line(["kind", "name", "id", "organization"] + Right.allCases.map(\.rawValue) + ["other"])
    }

    private let kind: EntityKind
    private let name: String
    private let id: String
    private let grants: Grants

    init(_ row: AuthorizationMatrix.UserRow) {
        kind = .user
        name = row.user.login.display
        id = row.user.id.description
        grants = row.grants
    }

    init(_ row: AuthorizationMatrix.GroupRow) {
        kind = .group
        name = row.group.name.display
        id = row.group.id.description
        grants = row.grants
    }

    var cells: [String] {
        [
            kind.rawValue, name, grants.organization.rawValue, Self.shown(grants.onServer),
            Self.shown(grants.inOrganization),
        ]
    }

    var object: JSONObject {
        [
            "kind": .string(kind.rawValue), "name": .string(name), "id": .string(id),
            "organization": .string(grants.organization.rawValue),
            "serverPermissions": .array(Self.texts(grants.onServer).map(JSONValue.string)),
            "organizationPermissions": .array(Self.texts(grants.inOrganization).map(JSONValue.string)),
        ]
    }

    /// One record of the file, with its line end.
    var record: String {
        let rights = Right.allCases.map { grants.reach(of: $0)?.rawValue ?? "" }
        return Self.line([kind.rawValue, name, id, grants.organization.rawValue] + rights + [others])
    }

    private var others: String {
        let sets = [(grants.onServer, Reach.server), (grants.inOrganization, .organization)]
        return sets.flatMap { set, reach in
            (set.permissions.sorted().map(\.description) + (set.coversForeignTypes ? ["*"] : []))
                .map { "\($0)@\(reach.rawValue)" }
        }.joined(separator: " ")
    }

    private static func shown(_ set: PermissionSet) -> String {
        if set.covers(.everything) { return "everything" }
        return set.isEmpty ? "-" : texts(set).joined(separator: ",")
    }

    private static func texts(_ set: PermissionSet) -> [String] {
        set.listedTexts + (set.coversForeignTypes ? ["*"] : [])
    }

    /// RFC 4180 section 2: quoted where needed, quotation marks doubled, lines end with CR LF.
    private static func line(_ fields: [String]) -> String {
        fields.map { field in
            let isPlain = field.utf8.allSatisfy { $0 != 0x2C && $0 != 0x22 && $0 != 0x0D && $0 != 0x0A }
            return isPlain ? field : "\"\(field.replacing("\"", with: "\"\""))\""
        }.joined(separator: ",") + "\r\n"
    }
}
