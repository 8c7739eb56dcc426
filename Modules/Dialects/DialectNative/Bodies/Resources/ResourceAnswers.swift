import DialectKit
import HTTPCore
import IdentityCore
import JSONText

struct ResourceBody: EndpointOutput {
    static let description = OutputDescription(200, "The resource, with an ETag.", shape: ResourceShape.shape)
    let resource: Resource

    func response() -> HTTPResponse { response(status: 200, more: []) }

    func response(status: Int, more fields: [(name: String, value: String)]) -> HTTPResponse {
        var writer = JSONWriter(capacity: 384)
        writer.object { ResourceShape.write(resource, to: &$0) }
        return HTTPResponse(
            status: status,
            fields: [
                ("Content-Type", "application/json"), ("ETag", EntityTag(version: resource.version).text),
                ("Cache-Control", "no-store"),
            ] + fields, body: writer.bytes)
    }
}

struct CreatedResourceBody: EndpointOutput {
    static let description = OutputDescription(201, "The new resource; Location names it.", shape: ResourceShape.shape)
    let resource: Resource
    /// By its number, which needs no escapes and no organization.
    let location: String

    func response() -> HTTPResponse {
        ResourceBody(resource: resource).response(status: 201, more: [("Location", location)])
    }
}

struct ResourcePageBody: EndpointOutput {
    static let description = PageAnswer.description("ResourcePage", of: ResourceShape.shape, "By number.")
    private let resources: [Resource]
    private let next: String?

    init(_ resources: [Resource], limit: Int, cursors: PageCursors) {
        self.resources = resources
        next =
            resources.count < limit
            ? nil : resources.last.map { cursors.text($0.type, String($0.number), of: ResourceListInput.list) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(resources, next: next, bytesPerItem: 352) { ResourceShape.write($0, to: &$1) }
    }
}

struct AddedResourceVersionBody: EndpointOutput {
    static let description = OutputDescription(201, "The new version.", shape: ResourceVersionShape.shape)
    let version: ResourceVersion

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 128)
        writer.object { ResourceVersionShape.write(version, to: &$0) }
        return HTTPResponse(
            status: 201, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}

struct ResourceVersionPageBody: EndpointOutput {
    static let description = PageAnswer.description(
        "ResourceVersionPage", of: ResourceVersionShape.shape, "By number.")
    private let versions: [ResourceVersion]
    private let next: String?

    init(_ versions: [ResourceVersion], limit: Int, cursors: PageCursors) {
        self.versions = versions
        next =
            versions.count < limit
            ? nil : versions.last.map { cursors.text("", String($0.number), of: ResourceVersionListInput.list) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(versions, next: next, bytesPerItem: 96) { ResourceVersionShape.write($0, to: &$1) }
    }
}
