import JSONText

/// A long array, whose elements come page by page.
struct ListWriter {
    private var writer = JSONWriter(capacity: 65_536)
    private var isEmpty = true

    mutating func add(_ element: (inout JSONWriter) -> Void) {
        if isEmpty { writer.beginArray() }
        isEmpty = false
        element(&writer)
    }

    var answer: JSONAnswer {
        var whole = writer
        if isEmpty { whole.beginArray() }
        whole.endArray()
        return JSONAnswer(whole)
    }
}
