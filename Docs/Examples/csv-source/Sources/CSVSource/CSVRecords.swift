/// The records of a text in the form of RFC 4180: fields between commas, quotes around what holds commas, quotes or ends
/// of lines, a quote inside written twice.
enum CSVRecords {
    /// What is no CSV, with the line where it begins, counted from 1.
    struct Malformed: Error, Equatable {
        let line: Int
        let words: String
    }

    struct Record: Equatable {
        let line: Int
        let fields: [String]
    }

    static func parse(_ text: Substring) throws(Malformed) -> [Record] {
        var parser = Parser(text)
        return try parser.records()
    }

    private struct Parser {
        private var rest: Substring
        private var line = 1

        init(_ text: Substring) { rest = text }

        mutating func records() throws(Malformed) -> [Record] {
            var records: [Record] = []
            while !rest.isEmpty {
                let start = line, fields = try record()
                // An empty line is no record.
                if fields != [""] { records.append(Record(line: start, fields: fields)) }
            }
            return records
        }

        private mutating func record() throws(Malformed) -> [String] {
            var fields: [String] = []
            while true {
                fields.append(rest.first == "\"" ? try quoted() : plain())
                switch rest.popFirst() {
                case ",": continue
                case nil: return fields
                case let end? where end.isNewline:
                    line += 1
                    return fields
                default: throw Malformed(line: line, words: "something follows a closing quote")
                }
            }
        }

        private mutating func plain() -> String {
            let field = rest.prefix { $0 != "," && !$0.isNewline }
            rest = rest[field.endIndex...]
            return String(field)
        }

        private mutating func quoted() throws(Malformed) -> String {
            let start = line
            var field = ""
            rest.removeFirst()
            while let character = rest.popFirst() {
                if character == "\"" {
                    guard rest.first == "\"" else { return field }
                    rest.removeFirst()
                } else if character.isNewline {
                    line += 1
                }
                field.append(character)
            }
            throw Malformed(line: start, words: "a quote is not closed")
        }
    }
}
