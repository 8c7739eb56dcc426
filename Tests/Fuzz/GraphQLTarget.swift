import JSONText

/// The entry libFuzzer calls with one input: a document, a zero byte, and its variables.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let parts = UnsafeBufferPointer(start: start, count: count).split(separator: 0, maxSplits: 1)
    guard let text = parts.first else { return 0 }
    let document = String(decoding: text, as: UTF8.self)
    let given = parts.count > 1 ? try? JSONParser.parse(Array(parts[1]), options: .strict) : nil
    let request = GraphQLRequest(document: document, variables: given?.objectValue ?? [:])
    let limits = GraphQLLimits(), schema = sample()
    guard let plan = try? Planner.plan(request, for: schema, limits: limits) else { return 0 }
    // What is executed keeps the limits, and is what the schema says.
    precondition(counted(plan.fields, schema.query.name, depth: 1, limits) <= limits.fields)
    // The same document means the same, whatever blanks stand around it.
    let spaced = GraphQLRequest(document: ",\u{FEFF}\n\(document)\n#", variables: request.variables)
    let again = try? Planner.plan(spaced, for: schema, limits: limits)
    precondition(again == nil || shown(again!.fields) == shown(plan.fields))
    return 0
}

private func counted(_ fields: [PlannedField<Void>], _ type: String, depth: Int, _ limits: GraphQLLimits) -> Int {
    precondition(depth <= limits.depth)
    precondition(Set(fields.map(\.key)).count == fields.count)
    return fields.reduce(0) { sum, planned in
        for argument in planned.field.arguments where argument.type.isNonNull {
            precondition(planned.arguments[argument.name]?.isNull == false)
        }
        return sum + 1 + counted(planned.selections, planned.field.type.name, depth: depth + 1, limits)
    }
}

private func shown(_ fields: [PlannedField<Void>]) -> String {
    fields.map { "\($0.key) \($0.field.name) \($0.arguments.members) {\(shown($0.selections))}" }.joined(separator: " ")
}

/// Made for each input: what a global holds in enums looks leaked to the sanitizer.
private func sample() -> GraphQLSchema<Void> {
    GraphQLSchema<Void>(
        query: GraphQLObject(
            "query_root",
            [
                GraphQLField("book", "book", arguments: [GraphQLInputValue("id", "bigint!")]),
                GraphQLField("books", "[book!]!", arguments: [GraphQLInputValue("where", "book_bool_exp")]),
            ]),
        types: [
            .object(
                GraphQLObject(
                    "book",
                    [
                        GraphQLField("id", "bigint!"), GraphQLField("shelf", "shelf"),
                        GraphQLField("next", "book", arguments: [GraphQLInputValue("by", "Int", default: 1)]),
                    ])),
            .enumeration(GraphQLEnumeration("shelf", ["upper", "lower"])),
            .input(
                GraphQLInputObject(
                    "book_bool_exp",
                    [
                        GraphQLInputValue("_and", "[book_bool_exp!]"), GraphQLInputValue("shelf", "shelf"),
                        GraphQLInputValue("name", "String"), GraphQLInputValue("price", "Float!"),
                    ])),
            .scalar(GraphQLScalar("bigint") { $0.integerValue != nil }),
        ])
}
