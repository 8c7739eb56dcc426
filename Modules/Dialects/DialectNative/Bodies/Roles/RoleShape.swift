import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// A role on the wire.
enum RoleShape {
    static let shape = ObjectShape(
        "Role",
        [
            .init("name", .string, required: true, "What users and groups hold; of a client, `client/name`."),
            .init("client", .nullable(.string), required: true, "The client it is of; null for the realm."),
            .init("builtIn", .boolean, required: true, "Defined by the program; can't be changed."),
            .init("about", .string, required: true, "For people to read."),
            .init("reach", .choice(Reach.allCases.map(\.rawValue)), required: true, "How far it goes."),
            .init(
                "permissions", .array(.string), required: true,
                "In order; * for every type that is not Gatehouse's own."),
            .init("includes", .array(.string), required: true, "Roles that holders hold too, in order."),
            .init("createdAt", .nullable(.dateTime), required: true, "Null for the built-in ones."),
            .init("updatedAt", .nullable(.dateTime), required: true, "Null for the built-in ones."),
            .init("version", .integer, required: true, "Moves with every change."),
        ])

    static func write(_ entry: RoleEntry, to writer: inout JSONWriter) {
        writer.field("name", entry.role.rawValue)
        writer.field("client", entry.role.client?.rawValue)
        writer.field("builtIn", entry.isBuiltIn)
        writer.field("about", entry.about)
        writer.field("reach", entry.reach.rawValue)
        writer.array("permissions") { writer in
            for permission in entry.permissions { writer.value(permission.description) }
            if entry.coversForeignTypes { writer.value("*") }
        }
        writer.array("includes") { for role in entry.includes.sorted() { $0.value(role.rawValue) } }
        writer.field("createdAt", entry.createdAt)
        writer.field("updatedAt", entry.updatedAt)
        writer.field("version", entry.version)
    }
}

/// One role, with its entity tag.
struct RoleBody: EndpointOutput {
    static let description = OutputDescription(200, "The role, with an ETag.", shape: RoleShape.shape)
    let entry: RoleEntry

    func response() -> HTTPResponse { response(status: 200, more: []) }

    func response(status: Int, more fields: [(name: String, value: String)]) -> HTTPResponse {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { RoleShape.write(entry, to: &$0) }
        return HTTPResponse(
            status: status,
            fields: [
                ("Content-Type", "application/json"), ("ETag", EntityTag(version: entry.version).text),
                ("Cache-Control", "no-store"),
            ] + fields, body: writer.bytes)
    }
}

struct CreatedRoleBody: EndpointOutput {
    static let description = OutputDescription(201, "The new role; Location names it.", shape: RoleShape.shape)
    let entry: RoleEntry
    let location: String

    func response() -> HTTPResponse { RoleBody(entry: entry).response(status: 201, more: [("Location", location)]) }
}

struct RolePageBody: EndpointOutput {
    static let description = PageAnswer.description(
        "RolePage", of: RoleShape.shape, "The built-in ones first, then by name.")
    let entries: [RoleEntry]
    let next: String?

    func response() -> HTTPResponse {
        PageAnswer.response(entries, next: next, bytesPerItem: 512) { RoleShape.write($0, to: &$1) }
    }
}
