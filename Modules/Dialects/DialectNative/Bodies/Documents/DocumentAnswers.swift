import DialectKit
import HTTPCore
import IdentityCore
import JSONText

/// A document as it was given.
struct DocumentBody: EndpointOutput {
    static let description = OutputDescription(
        200, "The document, as it was given.", shape: ObjectShape(anyMembersNamed: "Document"))
    private let text: String

    init(_ document: Document) { text = document.text }
    init(text: String) { self.text = text }

    func response() -> HTTPResponse {
        HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: Array(text.utf8))
    }
}

struct DocumentListBody: EndpointOutput {
    static let description = OutputDescription(
        200, "What there is and may be seen, without the documents themselves.",
        shape: ObjectShape(
            "DocumentList",
            [
                .init("items", .array(.object(item)), required: true, "By name.")
            ]))
    private static let item = ObjectShape(
        "DocumentItem",
        [
            .init("name", .string, required: true, "Names the document."),
            .init("bytes", .integer, required: true, "How long it is."),
        ])
    let documents: [Document]

    func response() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { writer in
            writer.array("items") { writer in
                for document in documents {
                    writer.object { writer in
                        writer.field("name", document.name.rawValue)
                        writer.field("bytes", document.text.utf8.count)
                    }
                }
            }
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
