import GraphQLKit
import JSONText
import Testing

@Suite struct ReadingTests {
    @Test func escapesAreRead() async {
        let document = #"{ echo(filter: {name: "a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}) }"#
        let answer = await SampleSchema.ask(document).data?.objectValue?["echo"]?.stringValue ?? ""
        let filter = try? JSONParser.parse(Array(answer.utf8)).objectValue
        #expect(filter?["name"] == "a\"\\/\u{8}\u{C}\n\r\té😀")
    }

    @Test func aBlockStringLosesItsIndentation() async {
        let document = "{ echo(filter: {name: \"\"\"\n    one \\\"\"\"\n      two\n\n  \"\"\"}) }"
        #expect(await SampleSchema.text(document) == #"{"echo":"{\"name\":\"one \\\"\\\"\\\"\\n  two\"}"}"#)
    }

    @Test func blanksCommasCommentsAndMarksMeanNothing() async {
        #expect(await SampleSchema.text("\u{FEFF},,# {\r\n{ reader # }\n}") == #"{"reader":"ada"}"#)
    }

    @Test(arguments: [
        "", "{", "{}", "{ reader", "{ reader } }", "reader", "{ book(id: 01) { id } }", "{ book(id: 1.) { id } }",
        "{ book(id: 1e) { id } }", "{ book(id: 1a) { id } }", "{ book(id: -) { id } }", "{ book(id: $) { id } }",
        "{ echo(filter: {name: \"\n\"}) }", #"{ echo(filter: {name: "\x"}) }"#, #"{ echo(filter: {name: "\ud800"}) }"#,
        #"{ echo(filter: {name: "\u+123"}) }"#, "{ echo(filter: {name: \"a}) }", "{ echo(filter: {name: \"\"\"a}) }",
        "{ ..reader }", "{ ... }", "query { reader } { reader }", "query A { reader } query A { reader }",
        "query ($a: Int = $b) { reader }", "fragment on on Query { reader } { reader }",
        "fragment A on Query { reader }", "type A { a: Int }", "{ réader }", "{ reader ? }", "\0{ reader }",
    ])
    func whatIsNoDocumentIsRefusedWithItsPlace(_ document: String) async {
        let answer = await SampleSchema.ask(document)
        #expect(answer.data == nil)
        #expect(answer.errors.count == 1)
        #expect(answer.errors[0].location != nil, "\(answer.errors)")
    }

    @Test func thePlaceOfAnErrorCountsLinesAndCharacters() async {
        let answer = await SampleSchema.ask("{\r\n  reader\n  é: nothing }")
        #expect(answer.errors[0].location?.line == 3)
        #expect(answer.errors[0].location?.column == 3)
    }
}
