import DialectKit
import HTTPCore
import JSONText

/// One page of a list on the wire: its items, and the cursor of the next page.
enum PageAnswer {
    static func description(_ name: String, of items: ObjectShape, _ order: String) -> OutputDescription {
        OutputDescription(
            200, "A page; `next` is the cursor of the following one, or null.",
            shape: ObjectShape(
                name,
                [
                    .init("items", .array(.object(items)), required: true, order),
                    .init("next", .nullable(.string), required: true, "Send it as `cursor`, with the same order."),
                ]))
    }

    /// - Parameter bytesPerItem: about how long an item is; only saves growing the answer.
    static func response<Item>(
        _ items: [Item], next: String?, bytesPerItem: Int, write: (Item, inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var writer = JSONWriter(capacity: 64 + items.count * bytesPerItem)
        writer.object { writer in
            writer.array("items") { writer in
                for item in items { writer.object { write(item, &$0) } }
            }
            writer.field("next", next)
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
