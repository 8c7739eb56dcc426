import JSONText

/// A long array, whose elements come page by page.
struct ListWriter {
    private var writer = JSONWriter(capacity: 65_536)

    init() { writer.beginArray() }

    mutating func add(_ element: (inout JSONWriter) -> Void) { element(&writer) }

    /// Ends the array; nothing is added after it.
    mutating func answer() -> JSONAnswer {
        writer.endArray()
        return JSONAnswer(writer)
    }
}
