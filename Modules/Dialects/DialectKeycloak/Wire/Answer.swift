import DialectKit
import HTTPCore
import JSONText

/// Any answer of Keycloak's: JSON, or nothing.
struct Answer: EndpointOutput {
    static let description = OutputDescription(200, "As Keycloak answers.")
    private let status: Int
    private let value: JSONValue?
    private let location: String?

    private init(_ status: Int, _ value: JSONValue?, location: String? = nil) {
        self.status = status
        self.value = value
        self.location = location
    }

    static func json(_ value: JSONValue) -> Answer { Answer(200, value) }
    static func list(_ values: [JSONObject]) -> Answer { Answer(200, .array(values.map(JSONValue.object))) }
    static let done = Answer(204, nil)

    static func created(_ location: String, _ value: JSONValue? = nil) -> Answer {
        Answer(201, value, location: location)
    }

    static func refused(_ status: Int, _ message: String) -> Answer {
        Answer(status, ["errorMessage": .string(message)])
    }

    /// What this server does not do, in Keycloak's shape.
    static func notServed(_ why: String) -> Answer {
        Answer(501, ["error": "HTTP 501 Not Implemented", "error_description": .string(why)])
    }

    func response() -> HTTPResponse {
        let fields = location.map { [(name: "Location", value: $0)] } ?? []
        guard let value else { return HTTPResponse(status: status, fields: fields) }
        return .keycloak(status, value, fields: fields)
    }
}

extension HTTPResponse {
    /// Compact JSON: tests of other people compare the bytes.
    static func keycloak(
        _ status: Int, _ value: JSONValue, fields: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        var writer = JSONWriter()
        writer.value(value)
        return HTTPResponse(
            status: status, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")] + fields,
            body: writer.bytes)
    }
}
