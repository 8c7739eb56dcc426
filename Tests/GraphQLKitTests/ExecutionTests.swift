import GraphQLKit
import JSONText
import Testing

@Suite struct ExecutionTests {
    @Test(arguments: [
        ("{ reader }", #"{"reader":"ada"}"#),
        ("{ who: reader __typename }", #"{"who":"ada","__typename":"Query"}"#),
        ("{ book(id: 3, in: LOWER) { id shelf } }", #"{"book":{"id":3,"shelf":"LOWER"}}"#),
        ("{ book(id: 300) { id } }", #"{"book":null}"#),
        (
            "{ book(id: 3) { ...A ... { shelf } ... on Book { id } } } fragment A on Book { next { id } }",
            #"{"book":{"next":{"id":4},"shelf":"UPPER","id":3}}"#
        ),
        ("{ book(id: 3) { next { id } next { shelf } } }", #"{"book":{"next":{"id":4,"shelf":"LOWER"}}}"#),
        ("{ reader @skip(if: true) count @include(if: true) }", #"{"count":1}"#),
        ("{ ...A @skip(if: true) ...A } fragment A on Query { reader }", #"{"reader":"ada"}"#),
        ("{ count(of: 4) }", #"{"count":1}"#),
        ("{ count(of: [4, 5]) }", #"{"count":2}"#),
        ("{ count(of: null) }", #"{"count":-1}"#),
        (
            #"{ echo(filter: {_and: {name: "a"}, price: 1}) }"#,
            #"{"echo":"{\"_and\":[{\"name\":\"a\"}],\"price\":1.0}"}"#
        ),
        ("mutation { lend(id: 1) }", #"{"lend":1}"#),
    ])
    func aDocumentIsExecuted(_ document: String, _ expected: String) async {
        #expect(await SampleSchema.text(document) == expected)
    }

    @Test func variablesAreFilledIn() async {
        let document = """
            query Q($id: bigint!, $in: Shelf = LOWER, $name: String, $more: [Filter!], $no: Boolean = false) {
              book(id: $id, in: $in) { id shelf }
              echo(filter: {name: $name, _and: $more})
              reader @include(if: $no)
            }
            """
        let few = await SampleSchema.text(document, ["id": 5])
        #expect(few == #"{"book":{"id":5,"shelf":"LOWER"},"echo":"{}"}"#)
        let all = await SampleSchema.text(
            document, ["id": 5, "in": "UPPER", "name": .null, "more": ["shelf": "LOWER"], "no": true, "other": 1])
        #expect(
            all == #"{"book":{"id":5,"shelf":"UPPER"},"#
                + #""echo":"{\"_and\":[{\"shelf\":\"LOWER\"}],\"name\":null}","reader":"ada"}"#)
    }

    @Test(arguments: [
        "{ nothing }", "{ reader { id } }", "{ book(id: 1) }", "{ book { id } }", "{ book(id: null) { id } }",
        #"{ book(id: "1") { id } }"#, "{ book(id: 1, id: 1) { id } }", "{ book(id: 1, to: 1) { id } }",
        #"{ book(id: 1, in: "UPPER") { id } }"#, "{ book(id: 1, in: MIDDLE) { id } }", "{ count(of: 3000000000) }",
        "{ count(of: [null]) }", "{ echo(filter: {colour: 1}) }", "{ echo(filter: {name: 1}) }", "{ ...A }",
        "{ ...A } fragment A on Book { id }", "{ ...A } fragment A on Query { ...A }",
        "{ a: reader a: count }", "{ book(id: 1) { id } book(id: 2) { id } }", "{ reader @skip }",
        "{ reader @deprecated }", "{ reader @skip(if: true) @skip(if: true) }", "subscription { reader }",
        "query @skip(if: true) { reader }", "query A { reader } query B { reader }", "{ book(id: $id) { id } }",
        "query ($id: Book) { reader }", "query ($id: bigint!) { reader }", "query ($a: Int, $a: Int) { reader }",
        "query ($id: Int = 1) { book(id: $id) { id } }", "query ($of: Int) { count(of: $of) }",
        "query ($n: Int = 1) { echo(filter: {name: $n}) }", "query ($id: bigint = 1) { book(id: 1) { nothing } }",
        "{ reader @skip(if: true) { id } }",
    ])
    func whatDoesNotFitTheSchemaIsNotExecuted(_ document: String) async {
        let answer = await SampleSchema.ask(document)
        #expect(answer.data == nil && answer.errors.count == 1, "\(answer)")
    }

    @Test func aVariableOfTheWrongTypeIsRefused() async {
        let document = "query ($id: bigint!, $in: Shelf) { book(id: $id, in: $in) { id } }"
        for variables: JSONObject in [
            ["id": "1"], ["id": .null], ["id": 1, "in": "MIDDLE"], ["id": [1]], ["id": .number(1.5)],
        ] {
            #expect(await SampleSchema.ask(document, variables).data == nil, "\(variables)")
        }
    }

    @Test func anOperationIsChosenByName() async {
        let document = "query A { reader } query B { count }"
        #expect(await SampleSchema.ask(document, operation: "B").data == ["count": 1])
        #expect(await SampleSchema.ask(document, operation: "C").data == nil)
    }

    @Test func aFieldThatFailsSaysWhereAndLeavesTheOthers() async {
        let answer = await SampleSchema.ask("{ reader no: refused { id } }")
        #expect(answer.data == ["reader": "ada", "no": .null])
        #expect(answer.errors.map(\.path) == [[.key("no")]])
        #expect(answer.errors.map(\.code) == ["closed"])
        #expect(answer.errors[0].location?.column == 10)
    }

    @Test func aMissingValueTakesAwayWhatNeedsIt() async {
        let answer = await SampleSchema.ask("{ book(id: 1) { next { id missing } } }")
        #expect(answer.data == ["book": ["next": .null]])
        #expect(answer.errors.map(\.path) == [[.key("book"), .key("next"), .key("missing")]])
        let lost = await SampleSchema.ask("{ book(id: 1) { lost { id } } }")
        #expect(lost.data == ["book": .null])
        #expect(lost.errors.map(\.code) == ["lost"])
        let list = await SampleSchema.ask("{ broken }")
        #expect(list.data == ["broken": .null])
        #expect(list.errors.map(\.path) == [[.key("broken"), .index(1)]])
    }
}
