/// The records of a text in the form of RFC 4180: fields between commas, quotes around what holds commas, quotes or ends
/// of lines, a quote inside written twice. By bytes: what looks like one character may be a quote with an accent.
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

    /// - Parameter bytes: UTF-8.
    static func parse(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [Record] {
        var parser = Parser(rest: bytes)
        return try parser.records()
    }

    private struct Parser {
        private static let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\"")
        private static let lineFeed = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")

        var rest: ArraySlice<UInt8>
        private var line = 1

        init(rest: ArraySlice<UInt8>) { self.rest = rest }

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
                fields.append(rest.first == Self.quote ? try quoted() : plain())
                guard let end = rest.popFirst() else { return fields }
                if end == Self.comma { continue }
                guard Self.endsLine(end) else {
                    throw Malformed(line: line, words: "something follows a closing quote")
                }
                if end == Self.carriageReturn, rest.first == Self.lineFeed { rest.removeFirst() }
                line += 1
                return fields
            }
        }

        private mutating func plain() -> String {
            let field = rest.prefix { $0 != Self.comma && !Self.endsLine($0) }
            rest = rest[field.endIndex...]
            return String(decoding: field, as: UTF8.self)
        }

        private mutating func quoted() throws(Malformed) -> String {
            let start = line
            var field: [UInt8] = []
            rest.removeFirst()
            while let byte = rest.popFirst() {
                if byte == Self.quote {
                    guard rest.first == Self.quote else { return String(decoding: field, as: UTF8.self) }
                    rest.removeFirst()
                } else if byte == Self.lineFeed {
                    line += 1
                }
                field.append(byte)
            }
            throw Malformed(line: start, words: "a quote is not closed")
        }

        private static func endsLine(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
    }
}
