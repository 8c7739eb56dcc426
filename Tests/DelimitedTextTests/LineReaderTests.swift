import DelimitedText
import Testing

@Suite struct LineReaderTests {
    private func lines(_ text: String, chunk size: Int, limit: Int = 100) -> [String?] {
        var rest = Array(text.utf8)[...]
        var reader = LineReader<Never>(limit: limit) { () throws(Never) in
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
        var found: [String?] = []
        while let line = reader.next() {
            found.append(line.bytes.map { "\(line.number):" + String(decoding: $0, as: UTF8.self) })
        }
        return found
    }

    @Test(arguments: 1...12) func linesComeWithoutTheirEnds(_ size: Int) {
        #expect(lines("\u{FEFF}a\r\n\nbc\nd", chunk: size) == ["1:a", "3:bc", "4:d"])
        #expect(lines("", chunk: size) == [])
    }

    @Test(arguments: 1...12) func aLineBeyondTheLimitIsPassedOver(_ size: Int) {
        #expect(lines("a\nbbbbbbbbbb\nc", chunk: size, limit: 4) == ["1:a", nil, "3:c"])
        #expect(lines("a\nbbbbbbbbbb", chunk: size, limit: 4) == ["1:a", nil])
    }
}
