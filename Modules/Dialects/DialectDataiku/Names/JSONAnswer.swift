import DialectKit
import FoundationEssentials
import HTTPCore
import JSONText

/// JSON that the client looks into.
struct JSONAnswer: EndpointOutput {
    static let description = OutputDescription(200, "JSON, as the client reads it.")
    private let bytes: [UInt8]

    init(_ value: JSONValue) { bytes = value.encoded() }

    init(object: JSONObject) { self.init(.object(object)) }

    init(_ writer: JSONWriter) { bytes = writer.bytes }

    /// What a save is answered with: the client wants JSON and looks at nothing of it.
    init(message: String) { self.init(["msg": .string(message)]) }

    func response() -> HTTPResponse {
        HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")], body: bytes)
    }
}

extension Date {
    /// Since 1970, as the client counts.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1_000).rounded()) }
}
