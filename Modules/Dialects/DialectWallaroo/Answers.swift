import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension HTTPResponse {
    static func json(
        _ writer: JSONWriter, status: Int = 200, more fields: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")] + fields,
            body: writer.bytes)
    }
}

/// `{}`: it is done.
struct DoneBody: EndpointOutput {
    static let description = OutputDescription(200, "Done.")

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 2)
        writer.object { _ in }
        return .json(writer)
    }
}

/// `null`: it is done.
struct NullBody: EndpointOutput {
    static let description = OutputDescription(200, "Done.")

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 4)
        writer.null()
        return .json(writer)
    }
}

/// Read by the SDK before it has a token.
struct ConfigBody: EndpointOutput {
    static let description = OutputDescription(200, "What a client is to assume of the server.")

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 32)
        writer.object { $0.field("default_arch", "x86") }
        return .json(writer)
    }
}
