import DialectKit
import IdentityCore
import JSONText

/// A resource on the wire.
enum ResourceShape {
    static let shape = ObjectShape(
        "Resource",
        [
            .init("type", .string, required: true, "What some client or dialect calls it: `model`, `pipeline`."),
            .init("id", .string, required: true, "Unique for its type within the organization."),
            .init("number", .integer, required: true, "Increases within the type and is never reused."),
            .init("organization", .string, required: true, "The organization that it belongs to."),
            .init("name", .string, required: true, "For people to read."),
            .init("owner", .nullable(.uuid), required: true, "The user who may do everything with it."),
            .init("workspace", .nullable(.uuid), required: true, "The workspace whose members work on it."),
            .init("createdAt", .dateTime, required: true, "When it was made."),
            .init("updatedAt", .dateTime, required: true, "When name, owner or workspace last changed."),
            .init("version", .integer, required: true, "Of this record; the ETag starts with it."),
        ])

    static func write(_ resource: Resource, to writer: inout JSONWriter) {
        writer.field("type", resource.type)
        writer.field("id", resource.id)
        writer.field("number", resource.number)
        writer.field("organization", resource.organization.rawValue)
        writer.field("name", resource.name)
        writer.field("owner", resource.owner?.description)
        writer.field("workspace", resource.workspace?.description)
        writer.field("createdAt", resource.createdAt)
        writer.field("updatedAt", resource.updatedAt)
        writer.field("version", resource.version)
    }
}

enum ResourceVersionShape {
    static let shape = ObjectShape(
        "ResourceVersion",
        [
            .init("number", .integer, required: true, "From 1, without gaps."),
            .init("id", .string, required: true, "Unique within the resource."),
            .init("createdAt", .dateTime, required: true, "When it was added."),
        ])

    static func write(_ version: ResourceVersion, to writer: inout JSONWriter) {
        writer.field("number", version.number)
        writer.field("id", version.id)
        writer.field("createdAt", version.createdAt)
    }
}
