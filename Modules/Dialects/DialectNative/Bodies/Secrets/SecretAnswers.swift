import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// What is known of a secret without opening it.
enum SecretShape {
    static let fields: [ObjectShape.Field] = [
        .init("name", .string, required: true, "The name of the secret, or the key of the connection."),
        .init(
            "detail", .nullable(.object(ObjectShape(anyMembersNamed: "SecretDetail"))), required: true,
            "What is no secret, as it was given, for example the user name beside a password."),
        .init("createdAt", .dateTime, required: true, "When there was first one of that name."),
        .init("updatedAt", .dateTime, required: true, "When it was last put here."),
    ]
    static let shape = ObjectShape("SecretItem", fields)

    static func write(_ item: SealedItem, to writer: inout JSONWriter) {
        writer.field("name", item.binding.name)
        if let text = item.detail, let detail = try? JSONParser.parse(Array(text.utf8), options: .strict) {
            writer.field("detail", detail)
        } else {
            writer.null("detail")
        }
        writer.field("createdAt", item.createdAt)
        writer.field("updatedAt", item.updatedAt)
    }
}

struct SecretItemBody: EndpointOutput {
    static let description = OutputDescription(200, "What was kept, without its value.", shape: SecretShape.shape)
    let item: SealedItem

    func response() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { SecretShape.write(item, to: &$0) }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}

/// A secret in clear, for its owner.
struct RevealedSecretBody: EndpointOutput {
    static let description = OutputDescription(
        200, "The secret with its value. Each reading stands in the audit.",
        shape: ObjectShape(
            "RevealedSecret", [.init("value", .string, required: true, "The secret itself.")] + SecretShape.fields))
    let revealed: RevealedSecret

    func response() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { writer in
            revealed.secret.reveal { writer.field("value", $0) }
            SecretShape.write(revealed.item, to: &writer)
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}

struct SecretPageBody: EndpointOutput {
    static let description = PageAnswer.description("SecretPage", of: SecretShape.shape, "By name, byte by byte.")
    let items: [SealedItem]
    let next: String?

    func response() -> HTTPResponse {
        PageAnswer.response(items, next: next, bytesPerItem: 256) { SecretShape.write($0, to: &$1) }
    }
}
