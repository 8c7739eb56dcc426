import GraphQLKit
import JSONText
import Testing

@Suite struct IntrospectionTests {
    @Test func aTypeIsDescribed() async {
        let document = """
            { __type(name: "Filter") { kind name fields { name } inputFields { name type { kind name ofType {
              kind name ofType { kind name } } } defaultValue } } }
            """
        let type = await SampleSchema.ask(document).data?.objectValue?["__type"]?.objectValue
        #expect(type?["kind"] == "INPUT_OBJECT")
        #expect(type?["fields"] == .null)
        #expect(
            type?["inputFields"]?.arrayValue?.first == [
                "name": "_and", "defaultValue": .null,
                "type": [
                    "kind": "LIST", "name": .null,
                    "ofType": [
                        "kind": "NON_NULL", "name": .null, "ofType": ["kind": "INPUT_OBJECT", "name": "Filter"],
                    ],
                ],
            ])
        #expect(await SampleSchema.text(#"{ __type(name: "Nothing") { name } }"#) == #"{"__type":null}"#)
        #expect(
            await SampleSchema.text(#"{ __type(name: "Shelf") { kind enumValues { name isDeprecated } } }"#)
                == #"{"__type":{"kind":"ENUM","enumValues":[{"name":"UPPER","isDeprecated":false},"#
                + #"{"name":"LOWER","isDeprecated":false}]}}"#)
    }

    @Test func theSchemaNamesEveryTypeAndItsRoots() async {
        let document = """
            { __schema { queryType { name } mutationType { name } subscriptionType { name } types { name }
              directives { name args { name type { kind } } } } }
            """
        let schema = await SampleSchema.ask(document).data?.objectValue?["__schema"]?.objectValue
        #expect(schema?["queryType"] == ["name": "Query"])
        #expect(schema?["mutationType"] == ["name": "Mutation"])
        #expect(schema?["subscriptionType"] == .null)
        let names = schema?["types"]?.arrayValue?.compactMap { $0.objectValue?["name"]?.stringValue } ?? []
        #expect(
            Set(["Query", "Mutation", "Book", "Shelf", "Filter", "bigint", "String", "__Type"]).isSubset(of: names))
        #expect(names.count == Set(names).count)
        let directives = schema?["directives"]?.arrayValue?.compactMap { $0.objectValue?["name"]?.stringValue }
        #expect(directives == ["include", "skip"])
    }

    @Test func onlyTheRootOfQueriesDescribesTheSchema() async {
        #expect(await SampleSchema.ask("mutation { __schema { description } }").data == nil)
        #expect(await SampleSchema.ask(#"{ book(id: 1) { __type(name: "Book") { name } } }"#).data == nil)
    }
}
