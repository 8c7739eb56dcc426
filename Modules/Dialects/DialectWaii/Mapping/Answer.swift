import DialectKit
import HTTPCore
import IdentityCore
import JSONText

/// 200 with one object; clients take no other status for a success, and no other value for an answer.
struct Answer: EndpointOutput {
    static let description = OutputDescription(200, "Done.")
    static let done = Answer { _ in }
    private let body: [UInt8]

    init(_ content: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object(content)
        body = writer.bytes
    }

    func response() -> HTTPResponse {
        HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")], body: body)
    }
}

extension JSONWriter {
    mutating func texts(_ key: StaticString, _ texts: [String]) {
        array(key) { for text in texts { $0.value(text) } }
    }

    mutating func objects<Element>(
        _ key: StaticString, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) {
        array(key) { writer in
            for element in elements { writer.object { write(element, &$0) } }
        }
    }

    /// The variables as they were given; null when none were.
    mutating func variables(_ document: Document?) {
        guard let object = document?.object else { return null("variables") }
        field("variables", .object(object))
    }
}

extension Document {
    /// What the core keeps unread, read.
    var object: JSONObject? { JSONObject(document: text) }
}

extension JSONObject {
    init?(document text: String) {
        guard let value = try? JSONParser.parse(Array(text.utf8), options: .strict), case .object(let object) = value
        else { return nil }
        self = object
    }
}
