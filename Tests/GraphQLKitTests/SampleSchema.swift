import GraphQLKit
import JSONText

/// A library with books that know their shelf; the context is the name of whoever asks.
enum SampleSchema {
    static let schema = GraphQLSchema<String>(
        query: GraphQLObject(
            "Query",
            [
                GraphQLField("reader", "String!") { .string($0.context) },
                GraphQLField(
                    "book", "Book", arguments: [GraphQLInputValue("id", "bigint!"), GraphQLInputValue("in", "Shelf")]
                ) { resolution in
                    guard let id = resolution.arguments["id"]?.integerValue, id < 100 else { return .null }
                    return ["id": .integer(id), "shelf": resolution.arguments["in"] ?? "UPPER"]
                },
                GraphQLField("echo", "String", arguments: [GraphQLInputValue("filter", "Filter")]) { resolution in
                    let filter = resolution.arguments["filter"] ?? .null
                    return .string(String(decoding: filter.encoded(), as: UTF8.self))
                },
                GraphQLField("count", "Int!", arguments: [GraphQLInputValue("of", "[Int!]", default: [7])]) {
                    resolution in
                    .integer(Int64(resolution.arguments["of"]?.arrayValue?.count ?? -1))
                },
                GraphQLField("broken", "[String!]") { _ in ["a", .null] },
                GraphQLField("refused", "Book") { _ throws(GraphQLFailure) in
                    throw GraphQLFailure("Not today.", code: "closed")
                },
            ]),
        mutation: GraphQLObject(
            "Mutation", [GraphQLField("lend", "Int!", arguments: [GraphQLInputValue("id", "bigint!")]) { _ in 1 }]),
        types: [
            .object(book), .enumeration(GraphQLEnumeration("Shelf", ["UPPER", "LOWER"])),
            .input(
                GraphQLInputObject(
                    "Filter",
                    [
                        GraphQLInputValue("_and", "[Filter!]"), GraphQLInputValue("name", "String"),
                        GraphQLInputValue("shelf", "Shelf"), GraphQLInputValue("price", "Float"),
                    ])),
            .scalar(GraphQLScalar("bigint") { $0.integerValue != nil }),
        ])

    private static let book = GraphQLObject<String>(
        "Book",
        [
            GraphQLField("id", "bigint!"), GraphQLField("shelf", "Shelf!"), GraphQLField("missing", "String!"),
            GraphQLField(
                "next", "Book",
                resolve: { resolution in
                    ["id": .integer((resolution.parent.objectValue?["id"]?.integerValue ?? 0) + 1), "shelf": "LOWER"]
                }),
            GraphQLField("lost", "Book!") { _ throws(GraphQLFailure) in throw GraphQLFailure("Lost.", code: "lost") },
        ])

    static func ask(
        _ document: String, _ variables: JSONObject = [:], operation: String? = nil,
        limits: GraphQLLimits = GraphQLLimits()
    ) async -> GraphQLAnswer {
        await GraphQLEngine(schema, limits: limits).execute(
            GraphQLRequest(document: document, variables: variables, operation: operation), for: "ada")
    }

    /// The data as text, or what was wrong.
    static func text(_ document: String, _ variables: JSONObject = [:]) async -> String {
        let answer = await ask(document, variables)
        guard let data = answer.data, answer.errors.isEmpty else { return answer.errors.map(\.message).joined() }
        return String(decoding: data.encoded(), as: UTF8.self)
    }
}
