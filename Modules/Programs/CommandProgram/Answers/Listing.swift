import CommandParsing
import JSONText

/// A list of any length: rows of a table or elements of one JSON array, written page by page.
struct Listing {
    private let answers: Answers
    private var table: TextTable
    private var hasBegun = false

    init(_ answers: Answers, columns: [(title: String, alignment: TextTable.Alignment)]) {
        self.answers = answers
        table = TextTable(columns)
    }

    mutating func add<Element>(_ page: [Element], object: (Element) -> JSONObject, cells: (Element) -> [String]) {
        if answers.asJSON {
            // An element a line, so that a list can be read and compared by lines too.
            let lines = page.map { String(decoding: JSONValue.object(object($0)).encoded(), as: UTF8.self) }
            guard !lines.isEmpty else { return }
            answers.write((hasBegun ? ",\n" : "[\n") + lines.joined(separator: ",\n"))
            hasBegun = true
        } else {
            for element in page { table.add(cells(element)) }
            answers.write(table.takeText())
        }
    }

    /// Call it last, also after an empty list.
    mutating func end() {
        if answers.asJSON { answers.write(hasBegun ? "\n]\n" : "[]\n") } else { answers.write(table.takeText()) }
    }
}
