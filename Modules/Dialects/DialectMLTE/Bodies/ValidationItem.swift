import HTTPCore
import JSONText

/// One thing that is wrong with an input, as FastAPI writes it.
struct ValidationItem {
    let type: String
    let place: [JSONValue]
    let message: String
    let input: JSONValue
    var context: JSONObject?

    static func missing(at place: [JSONValue], in input: JSONValue) -> ValidationItem {
        ValidationItem(type: "missing", place: place, message: "Field required", input: input)
    }

    static func noObject(_ input: JSONValue, at place: [JSONValue]) -> ValidationItem {
        ValidationItem(
            type: "model_attributes_type", place: place,
            message: "Input should be a valid dictionary or object to extract fields from", input: input)
    }

    func write(to writer: inout JSONWriter) {
        writer.field("type", type)
        writer.field("loc", .array(place))
        writer.field("msg", message)
        writer.field("input", place.last == "password" && type != "missing" ? .null : input.withoutPasswords)
        if let context { writer.field("ctx", .object(context)) }
    }
}

extension JSONValue {
    /// A refusal repeats what was sent, but no secret.
    fileprivate var withoutPasswords: JSONValue {
        guard var object = objectValue else { return self }
        object["password"] = nil
        object["hashed_password"] = nil
        return .object(object)
    }
}

extension HTTPResponse {
    static func invalid(_ items: [ValidationItem]) -> HTTPResponse {
        json(422) { writer in
            writer.array("detail") { writer in
                for item in items { writer.object { item.write(to: &$0) } }
            }
        }
    }

    static func detail(
        _ status: Int, _ text: String, fields: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        var response = json(status) { $0.field("detail", text) }
        response.fields += fields
        return response
    }

    /// An answer about people: for nobody's cache.
    static func json(
        _ status: Int = 200, capacity: Int = 512, _ write: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var writer = JSONWriter(capacity: capacity)
        writer.object(write)
        return .json(status, writer)
    }

    static func json(_ status: Int = 200, _ writer: JSONWriter) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
