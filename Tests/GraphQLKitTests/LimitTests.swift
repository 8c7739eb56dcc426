import GraphQLKit
import JSONText
import Testing

@Suite struct LimitTests {
    private static func nested(_ depth: Int, _ open: String, _ close: String, _ inner: String) -> String {
        String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
    }

    @Test func aDeepDocumentIsRefused() async {
        let deep = { (depth: Int) in "{ book(id: 1) { \(Self.nested(depth, "next { ", "}", "id ")) } }" }
        #expect(await SampleSchema.ask(deep(14)).errors.isEmpty)
        #expect(await SampleSchema.ask(deep(15)).data == nil)
        #expect(await SampleSchema.ask(deep(2_000)).data == nil)
        for (open, close) in [("[", "]"), ("{_and: ", "}")] {
            let document = "{ echo(filter: \(Self.nested(3_000, open, close, "1"))) }"
            #expect(await SampleSchema.ask(document).data == nil)
        }
        #expect(await SampleSchema.ask("query ($a: \(Self.nested(3_000, "[", "]", "Int"))) { reader }").data == nil)
    }

    @Test func aLongDocumentIsRefused() async {
        #expect(await SampleSchema.ask("{ reader }" + String(repeating: " ", count: 40_000)).data == nil)
        #expect(await SampleSchema.ask("{ " + String(repeating: "reader ", count: 4_000) + "}").data == nil)
        #expect(await SampleSchema.ask("{ " + String(repeating: "reader ", count: 900) + "}").data == ["reader": "ada"])
    }

    @Test func theSameIsNotAskedAHundredTimesUnderOtherNames() async {
        let document = { (count: Int) in "{ " + (0..<count).map { "a\($0): reader " }.joined() + "}" }
        #expect(await SampleSchema.ask(document(20)).errors.isEmpty)
        #expect(await SampleSchema.ask(document(21)).data == nil)
    }

    @Test func anAnswerThatGrowsTooLargeIsGivenUp() async {
        let document = "{ book(id: 1) { id next { id next { id } } } }"
        func answer(_ document: String, _ change: (inout GraphQLLimits) -> Void) async -> GraphQLAnswer {
            var limits = GraphQLLimits()
            change(&limits)
            return await SampleSchema.ask(document, limits: limits)
        }
        #expect(await answer(document) { $0.answerValues = 6 }.errors.isEmpty)
        let long = "{ echo(filter: {name: \"\(String(repeating: "x", count: 200))\"}) }"
        #expect(await answer(long) { $0.answerBytes = 300 }.errors.isEmpty)
        for given in [
            await answer(document) { $0.answerValues = 5 }, await answer(long) { $0.answerBytes = 200 },
            await answer("{ book(id: 1) { lost { id } } }") { $0.answerBytes = 20 },
            await answer("{ broken }") { $0.answerValues = 2 },
        ] {
            #expect(given.data == .null)
            #expect(given.errors.map(\.code) == ["answer-too-large"])
        }
    }

    @Test(.timeLimit(.minutes(1))) func fragmentsThatMultiplyAreRefused() async {
        var document = "{ book(id: 1) { ...A0 } } "
        for level in 0..<13 {
            document += "fragment A\(level) on Book { a\(level): next { ...A\(level + 1) } next { ...A\(level + 1) } } "
        }
        document += "fragment A13 on Book { id } "
        #expect(await SampleSchema.ask(document).data == nil)
        var limits = GraphQLLimits()
        limits.aliases = .max
        #expect(await SampleSchema.ask(document, limits: limits).errors.first?.message.contains("fields") == true)
    }
}
