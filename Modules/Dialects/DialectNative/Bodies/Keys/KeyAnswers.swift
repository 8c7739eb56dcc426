import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct KeyBody: EndpointOutput {
    static let description = OutputDescription(200, "The key, without its token.", shape: KeyShape.shape)
    let key: AccessKey

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 768)
        writer.object { KeyShape.write(key, to: &$0) }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}

/// A key with the only copy of its token.
enum IssuedKeyShape {
    static let shape = ObjectShape(
        "IssuedKey",
        [
            .init(
                "token", .string, required: true,
                "Send it as `Authorization: Bearer …`, or as user name or password of `Basic`. Shown once.")
        ] + KeyShape.fields)

    static func response(
        status: Int, _ issued: IssuedKey, more fields: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        var writer = JSONWriter(capacity: 768)
        writer.object { writer in
            issued.token.reveal { writer.field("token", $0) }
            KeyShape.write(issued.key, to: &writer)
        }
        return HTTPResponse(
            status: status, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")] + fields,
            body: writer.bytes)
    }
}

struct CreatedKeyBody: EndpointOutput {
    static let description = OutputDescription(
        201, "The new key with its token; Location names it.", shape: IssuedKeyShape.shape)
    let issued: IssuedKey
    let location: String

    func response() -> HTTPResponse {
        IssuedKeyShape.response(status: 201, issued, more: [("Location", location)])
    }
}

struct RotatedKeyBody: EndpointOutput {
    static let description = OutputDescription(200, "The key with its new token.", shape: IssuedKeyShape.shape)
    let issued: IssuedKey

    func response() -> HTTPResponse { IssuedKeyShape.response(status: 200, issued) }
}

struct KeyPageBody: EndpointOutput {
    static let description = PageAnswer.description("KeyPage", of: KeyShape.shape, "By name.")
    let keys: [AccessKey]
    let next: String?

    func response() -> HTTPResponse {
        PageAnswer.response(keys, next: next, bytesPerItem: 512) { KeyShape.write($0, to: &$1) }
    }
}
