import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import JSONText

/// What organizations, tenants and clients have in common on the wire: an id that its maker chose, a name, a version.
protocol PlaceEntity: Sendable {
    static var shape: ObjectShape { get }
    /// The words "organization", "tenant" and so on, for the documentation.
    static var noun: String { get }
    /// The id as it stands in paths.
    var pathKey: String { get }
    var version: Int { get }
    func write(to writer: inout JSONWriter)
}

extension PlaceEntity {
    static func fields(_ more: [ObjectShape.Field]) -> [ObjectShape.Field] {
        [
            .init("id", .string, required: true, "Chosen when it was made; never changes."),
            .init("name", .string, required: true, "For people to read."),
        ] + more + [
            .init("createdAt", .dateTime, required: true, "When it was made."),
            .init("updatedAt", .dateTime, required: true, "When it was last changed."),
            .init("version", .integer, required: true, "Moves with every change; the ETag starts with it."),
        ]
    }
}

extension Organization: PlaceEntity {
    static let noun = "organization"
    static let shape = ObjectShape("Organization", fields([]))
    var pathKey: String { id.rawValue }

    func write(to writer: inout JSONWriter) {
        writer.field("id", id.rawValue)
        writer.field("name", name)
        writer.field("createdAt", createdAt)
        writer.field("updatedAt", updatedAt)
        writer.field("version", version)
    }
}

extension Tenant: PlaceEntity {
    static let noun = "tenant"
    static let shape = ObjectShape(
        "Tenant", fields([.init("organization", .string, required: true, "Which it is a part of.")]))
    var pathKey: String { id.rawValue }

    func write(to writer: inout JSONWriter) {
        writer.field("id", id.rawValue)
        writer.field("name", name)
        writer.field("organization", organization.rawValue)
        writer.field("createdAt", createdAt)
        writer.field("updatedAt", updatedAt)
        writer.field("version", version)
    }
}

extension Client: PlaceEntity {
    static let noun = "client"
    static let shape = ObjectShape(
        "Client",
        fields(
            [
                .init("about", .string, required: true, "What it is for."),
                .init("enabled", .boolean, required: true, "Whether it may sign users in."),
            ] + ClientSettingsShape.shown))
    var pathKey: String { id.rawValue }

    func write(to writer: inout JSONWriter) {
        writer.field("id", id.rawValue)
        writer.field("name", name)
        writer.field("about", about)
        writer.field("enabled", isEnabled)
        ClientSettingsShape.write(self, to: &writer)
        writer.field("createdAt", createdAt)
        writer.field("updatedAt", updatedAt)
        writer.field("version", version)
    }
}
