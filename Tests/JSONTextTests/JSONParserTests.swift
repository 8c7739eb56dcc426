import JSONText
import Testing

@Suite struct JSONParserTests {
    private func parse(_ text: String, _ options: JSONOptions = .strict) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8), options: options)
    }

    private func message(_ text: String, _ options: JSONOptions = .strict) -> String? {
        do throws(JSONSyntaxError) {
            _ = try JSONParser.parse(Array(text.utf8), options: options)
            return nil
        } catch { return error.description }
    }

    @Test func everyKindOfValueIsRead() throws {
        let value = try parse(#" {"a": [null, true, false, -12, 2.5e1, "x"], "b": {}, "c": []} "#)
        #expect(value == ["a": [nil, true, false, -12, .number(25), "x"], "b": [:], "c": []])
        #expect(value.objectValue?.keys == ["a", "b", "c"])
    }

    @Test(arguments: ["0", "-0", "9223372036854775807", "-9223372036854775808"])
    func integersOf64BitsAreExact(text: String) throws {
        #expect(try parse(text) == .integer(Int64(text)!))
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "1e999", "-1e999", "1" + String(repeating: "0", count: 200),
    ])
    func numbersOutOfRangeAreRefused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test(arguments: [
        "01", "-", "-01", "1.", ".5", "1e", "1e+", "+1", "0x10", "1.2.3", "1a", "NaN", "Infinity", "-Infinity", "--1",
        "00",
    ])
    func malformedNumbersAreRefused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test func escapesAreResolved() throws {
        #expect(try parse(#""\"\\\/\b\f\n\r\tA\u00e9\uD83D\uDE00\u0000""#) == "\"\\/\u{8}\u{C}\n\r\tAé😀\0")
    }

    @Test(arguments: [
        #""\uD83D""#, #""\uDE00""#, #""\uD83Dx""#, #""\uD83D\u0041""#, #""\uD83D\n""#, #""\u12""#, #""\u12g4""#,
        #""\x41""#, #""\'""#, "\"a\nb\"", "\"a\u{1F}\"", "\"", "\"\\", "\"\\u", "'a'",
    ])
    func malformedStringsAreRefused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
            [0x22, 0x5C, 0x6E, 0xFF, 0x22],
        ] as [[UInt8]])
    func whatIsNoUTF8IsRefused(bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }
    }

    @Test(arguments: [
        "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "{1:1}", "nul", "nulll", "true1", "True", "1 2", "[] x", "// c\n1", "1 /* c */", "\u{FEFF}1", "\u{A0}1",
        "[1}", "{\"a\":1]",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test func aDuplicateKeyIsNamedWithItsPlace() {
        #expect(
            message("{\n \"a\": 1,\n \"\\u0061\": 2}")
                == #"line 3, column 2: The key "a" stands in the same object twice."#)
    }

    @Test func aDuplicateIsFoundAmongManyKeys() {
        let members = (0..<2_000).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(message("{\(members)}") == nil)
        #expect(message("{\(members),\"k7\":1}")?.contains("\"k7\"") == true)
    }

    @Test func theColumnCountsCharactersAndNotBytes() {
        #expect(message("[\"äöü\" x]") == "line 1, column 8: A comma or \"]\" should be here.")
    }

    @Test func nestingIsAcceptedUpToTheLimit() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(message(nested(64)) == nil)
        #expect(message(nested(65)) == "line 1, column 65: The nesting is deeper than 64 levels.")
        #expect(message(nested(3), JSONOptions(maximumDepth: 2)) != nil)
        #expect(message(String(repeating: "{\"a\":", count: 100_000)) != nil)
    }

    @Test func siblingsDoNotAddToTheNesting() throws {
        let siblings = "[" + Array(repeating: "[]", count: 100).joined(separator: ",") + "]"
        #expect(try parse(siblings).arrayValue?.count == 100)
    }
}
