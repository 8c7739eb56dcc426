import JSONText
import Testing

@Suite struct RelaxedJSONTests {
    private func parse(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8), options: .json5)
    }

    @Test func aConfigurationFileMayHaveCommentsTrailingCommasAndBareKeys() throws {
        let value = try parse(
            """
            // first line
            { /* a block
                 of two lines **/
              listen: '127.0.0.1:8080', // behind
              $a_1: ["it's", 'a "word"', 'it\\'s',],
            }
            // last line without a break
            """)
        #expect(value == ["listen": "127.0.0.1:8080", "$a_1": ["it's", "a \"word\"", "it's"]])
    }

    @Test(arguments: [
        "{,}", "[,]", "[1,,2]", "{1a: 1}", "/* open", "/", "/ 1", "{a: 1, a: 2}", "{a: 1, \"a\": 2}", "{a-b: 1}",
        "{ä: 1}", "'a\"", "[+1]", "[Infinity]", "[0x1]", "{a: b}",
    ])
    func whatIsNotOnTheListIsRefused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test func aCommentMustBeUTF8() {
        #expect(throws: JSONSyntaxError.self) {
            try JSONParser.parse(Array("// ".utf8) + [0xFF] + Array("\n1".utf8), options: .json5)
        }
    }
}
