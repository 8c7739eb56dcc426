import DelimitedText
import Testing

@Suite struct DelimitedReaderTests {
    /// Reads the text in chunks of every size up to its length: where a chunk ends must not matter.
    private func records(_ text: String, limit: Int = 1_000, sourceLocation: SourceLocation = #_sourceLocation)
        -> [DelimitedRecord]
    {
        let bytes = Array(text.utf8)
        let all = (1...max(1, bytes.count)).map { size in Self.read(bytes, chunk: size, limit: limit) }
        #expect(Set(all).count == 1, sourceLocation: sourceLocation)
        return all[0]
    }

    private static func read(_ bytes: [UInt8], chunk size: Int, limit: Int) -> [DelimitedRecord] {
        var rest = bytes[...]
        var reader = DelimitedReader<Never>(limit: limit) { () throws(Never) in
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
        var found: [DelimitedRecord] = []
        while let record = reader.next() { found.append(record) }
        return found
    }

    private func cells(_ text: String) -> [[String]?] { records(text).map { try? $0.cells.get() } }

    @Test func readsCellsAsTheyStandThere() {
        #expect(cells("a,b\r\nc, d \n") == [["a", "b"], ["c", " d "]])
        #expect(cells("a,b") == [["a", "b"]])
        #expect(cells("a,\n,") == [["a", ""], ["", ""]])
        #expect(cells("") == [])
    }

    @Test func quotesHoldCommasLineEndsAndQuotes() {
        #expect(cells("\"a,b\",\"c\r\nd\",\"say \"\"hi\"\"\"\r\n") == [["a,b", "c\r\nd", "say \"hi\""]])
        #expect(cells("\"\"\"\"\n\"\",\"\"") == [["\""], ["", ""]])
    }

    @Test func aByteOrderMarkIsDroppedAtTheBeginningOnly() {
        #expect(cells("\u{FEFF}a\n\u{FEFF}b") == [["a"], ["\u{FEFF}b"]])
    }

    @Test func emptyLinesArePassedOverAndCounted() {
        #expect(records("a\n\r\n\n\"b\nc\"\nd").map(\.line) == [1, 4, 6])
        #expect(cells("\"\"\n") == [[""]])
    }

    @Test func aFaultyRecordIsAFaultOfItsOwn() {
        let faults = records("a\"b,c\n\"d\"e,f\ng\n").map { record -> DelimitedFault? in
            if case .failure(let fault) = record.cells { fault } else { nil }
        }
        #expect(faults == [.strayQuote, .strayQuote, nil])
        #expect(records("a\n\"b,c\nd").last?.cells == .failure(.unclosedQuote))
    }

    @Test func bytesThatAreNoTextAreAFaultOfTheirRecord() {
        for size in 1...9 {
            let found = Self.read([0x61, 0x2C, 0xFF, 0x0A, 0x62, 0x0A], chunk: size, limit: 100)
            #expect(found.map(\.cells) == [.failure(.notUTF8), .success(["b"])])
        }
    }

    @Test func aRecordBeyondTheLimitEndsTheReading() {
        let found = records("a\n\"" + String(repeating: "b\n", count: 20) + "\nc\n", limit: 16)
        #expect(found.map(\.cells) == [.success(["a"]), .failure(.tooLong(limit: 16))])
        #expect(found.last?.line == 2)
    }

    @Test(arguments: [
        ["plain"], [""], ["", ""], ["a,b", "c\"d"], ["\r\n"], ["\r"], [" a "], ["é", "\u{1F600}"], ["'", "''"], ["a\r"],
    ])
    func whatIsWrittenIsReadAgain(_ cells: [String]) {
        #expect(self.cells(DelimitedLine.text(cells) + DelimitedLine.text(["next"])) == [cells, ["next"]])
    }
}
