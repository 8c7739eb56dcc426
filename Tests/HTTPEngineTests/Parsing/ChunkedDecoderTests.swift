import Testing

@testable import HTTPEngine

@Suite struct ChunkedDecoderTests {
    private struct Outcome: Equatable {
        var body = ""
        var isComplete = false
        var left = 0
    }

    /// Offers the bytes in pieces of `step`.
    private func decode(_ text: String, step: Int, limit: Int = 100) throws(HTTPRefusal) -> Outcome {
        let bytes = Array(text.utf8)
        var decoder = ChunkedDecoder(), body: [UInt8] = [], used = 0, visible = 0
        while visible < bytes.count, !decoder.isComplete {
            visible = min(bytes.count, visible + step)
            let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: visible - used)
            defer { piece.deallocate() }
            _ = piece.initialize(from: bytes[used..<visible])
            used += try decoder.feed(UnsafeBufferPointer(piece), into: &body, limit: limit)
        }
        return Outcome(
            body: String(decoding: body, as: UTF8.self), isComplete: decoder.isComplete, left: bytes.count - used)
    }

    @Test(arguments: 1...60)
    func theBodyIsTheSameHoweverTheBytesCome(_ step: Int) throws {
        let text = "3;a=\"b\"\r\nabc\r\n00A\t;x\r\n0123456789\r\n0\r\nX-T: v\r\nY:\r\n\r\n"
        #expect(try decode(text, step: step) == Outcome(body: "abc0123456789", isComplete: true))
    }

    @Test func whatStandsBehindTheBodyIsLeft() throws {
        #expect(try decode("0\r\n\r\nGET", step: 100) == Outcome(isComplete: true, left: 3))
    }

    @Test(arguments: [
        "\r\n", "g\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", "1 \r\na\r\n", " 1\r\na\r\n", "1\na\r\n", "1\r\nab\r\n",
        "1;a\rb\r\n",
        "1;\0\r\n", "1\r\na\n0\r\n\r\n", "000000001\r\na\r\n", "0\r\nX : y\r\n\r\n", "0\r\nX\r\n\r\n",
        "0\r\n: y\r\n\r\n",
        "0\r\nX: a\rb\r\n\r\n", "0\r\n\n", "1;\(String(repeating: "x", count: 300))\r\n",
        "0\r\nX: \(String(repeating: "x", count: 9_000))\r\n\r\n", String(repeating: "1", count: 300),
    ])
    func theBodyIsRefused(_ text: String) {
        for step in [1, 2, 7, text.utf8.count] {
            #expect(throws: HTTPRefusal.self) { try decode(text, step: step) }
        }
    }

    @Test func theLimitHoldsToTheByteOverAllChunks() throws {
        #expect(try decode("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", step: 100, limit: 5).body == "abcde")
        #expect(throws: HTTPRefusal.bodyTooLarge) {
            try decode("3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n", step: 100, limit: 5)
        }
    }
}
