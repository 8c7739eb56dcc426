import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct HealthAnswer: EndpointOutput {
    static let description = OutputDescription(
        200, "It does.", shape: ObjectShape("Health", [.init("status", .string, required: true, "`healthy`.")]))

    func response() -> HTTPResponse { .json { $0.field("status", "healthy") } }
}

/// RFC 6749 section 5.1.
struct TokenAnswer: EndpointOutput {
    static let description = OutputDescription(
        200, "Signed in.",
        shape: ObjectShape(
            "TokenResponse",
            [
                .init("access_token", .string, required: true, "Opaque; sent as Bearer."),
                .init("token_type", .string, required: true, "`bearer`."),
                .init("expires_in", .integer, required: true, "In seconds."),
            ]))
    let issued: IssuedSession

    func response() -> HTTPResponse {
        .json { writer in
            issued.token.reveal { writer.field("access_token", $0) }
            writer.field("token_type", "bearer")
            writer.field("expires_in", issued.lifetimeSeconds)
        }
    }
}

struct NamesAnswer: EndpointOutput {
    static let description = OutputDescription(200, "The names, as an array.")
    private let names: [String]

    init(_ names: [String]) { self.names = names }

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 32 * names.count + 2)
        writer.array { for name in names { $0.value(name) } }
        return .json(200, writer)
    }
}

struct ModelAnswer: EndpointOutput {
    static let description = OutputDescription(
        200, "The model.",
        shape: ObjectShape(
            "Model",
            [
                .init("identifier", .string, required: true, "Its name."),
                .init("versions", .array(.object(version)), required: true, "The oldest first."),
            ]))
    private static let version = ObjectShape("Version", [.init("identifier", .string, required: true, "Its name.")])
    let model: VersionedResource

    func response() -> HTTPResponse {
        .json { writer in
            writer.field("identifier", model.resource.id)
            writer.array("versions") { writer in
                for version in model.versions { writer.object { $0.field("identifier", version.id) } }
            }
        }
    }
}
