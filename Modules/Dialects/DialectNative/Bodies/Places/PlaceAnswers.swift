import DialectKit
import HTTPCore
import IdentityCore
import JSONText

/// One organization, tenant or client, with its entity tag.
struct PlaceBody<Entity: PlaceEntity>: EndpointOutput {
    static var description: OutputDescription {
        OutputDescription(200, "The \(Entity.noun), with an ETag.", shape: Entity.shape)
    }
    let entity: Entity

    init(_ entity: Entity) { self.entity = entity }

    func response() -> HTTPResponse { response(status: 200, more: []) }

    func response(status: Int, more fields: [(name: String, value: String)]) -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { entity.write(to: &$0) }
        return HTTPResponse(
            status: status,
            fields: [
                ("Content-Type", "application/json"), ("ETag", EntityTag(version: entity.version).text),
                ("Cache-Control", "no-store"),
            ] + fields, body: writer.bytes)
    }
}

struct CreatedPlaceBody<Entity: PlaceEntity>: EndpointOutput {
    static var description: OutputDescription {
        OutputDescription(201, "The new \(Entity.noun); Location names it.", shape: Entity.shape)
    }
    private let entity: Entity
    private let location: String

    /// - Parameter list: the address of the list it stands in from now on.
    init(_ entity: Entity, in list: String) {
        self.entity = entity
        location = "\(list)/\(entity.pathKey)"
    }

    func response() -> HTTPResponse { PlaceBody(entity).response(status: 201, more: [("Location", location)]) }
}

struct PlacePageBody<Entity: PlaceEntity>: EndpointOutput {
    static var description: OutputDescription {
        PageAnswer.description("\(Entity.shape.name)Page", of: Entity.shape, "By id.")
    }
    private let entities: [Entity]
    private let next: String?

    init(_ entities: [Entity], limit: Int, cursors: PageCursors) {
        self.entities = entities
        next = entities.count < limit ? nil : entities.last.map { cursors.text($0.pathKey, "", of: Entity.noun) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(entities, next: next, bytesPerItem: 256) { $0.write(to: &$1) }
    }
}
