import JSONText

extension GraphQLSchema {
    /// A `__Schema`.
    var described: JSONValue {
        [
            "types": .array(types.map { .string($0.name) }), "queryType": .string(query.name),
            "mutationType": mutation.map { .string($0.name) } ?? .null, "subscriptionType": .null,
            "directives": .array(
                GraphQLDirective.all.map { directive in
                    [
                        "name": .string(directive.name), "locations": ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
                        "args": .array([described(GraphQLDirective.condition)]),
                    ]
                }),
        ]
    }

    /// The members of a `__Type`; those that such a type does not have are missing.
    func description(of reference: GraphQLTypeReference) -> JSONObject {
        switch reference {
        case .nonNull(let inner): ["kind": "NON_NULL", "ofType": .string("\(inner)")]
        case .list(let inner): ["kind": "LIST", "ofType": .string("\(inner)")]
        case .named(let name):
            switch type(name) {
            case nil: [:]
            case .scalar?: ["kind": "SCALAR", "name": .string(name)]
            case .enumeration(let type)?:
                [
                    "kind": "ENUM", "name": .string(name),
                    "enumValues": .array(type.values.map { ["name": .string($0)] }),
                ]
            case .input(let type)?:
                [
                    "kind": "INPUT_OBJECT", "name": .string(name), "isOneOf": false,
                    "inputFields": .array(type.fields.map(described)),
                ]
            case .object(let type)?:
                [
                    "kind": "OBJECT", "name": .string(name), "interfaces": [],
                    "fields": .array(type.fields.map(described)),
                ]
            }
        }
    }

    private func described(_ field: GraphQLField<Context>) -> JSONValue {
        [
            "name": .string(field.name), "type": .string("\(field.type)"),
            "args": .array(field.arguments.map(described)),
        ]
    }

    private func described(_ value: GraphQLInputValue) -> JSONValue {
        [
            "name": .string(value.name), "type": .string("\(value.type)"),
            // Scalars are written alike in both languages.
            "defaultValue": value.defaultValue.map { .string(String(decoding: $0.encoded(), as: UTF8.self)) } ?? .null,
        ]
    }
}
