import JSONText

/// The types by which a schema describes itself (specification, section 4.2). A `__Type` is known by its notation, such as
/// `[workspace!]!`; what it consists of is worked out only where it is asked for.
enum IntrospectionTypes<Context: Sendable> {
    static var all: [GraphQLType<Context>] {
        [schema, type, field, inputValue, enumValue, directive].map(GraphQLType.object) + [kinds, locations]
    }

    static var schemaField: GraphQLField<Context> {
        GraphQLField("__schema", "__Schema!") { resolution in resolution.schema.described }
    }

    static var typeField: GraphQLField<Context> {
        GraphQLField("__type", "__Type", arguments: [GraphQLInputValue("name", "String!")]) { resolution in
            guard let name = resolution.arguments["name"]?.stringValue, resolution.schema.type(name) != nil else {
                return .null
            }
            return .string(name)
        }
    }

    private static var schema: GraphQLObject<Context> {
        GraphQLObject(
            "__Schema",
            [
                GraphQLField("description", "String"), GraphQLField("types", "[__Type!]!"),
                GraphQLField("queryType", "__Type!"), GraphQLField("mutationType", "__Type"),
                GraphQLField("subscriptionType", "__Type"),
                GraphQLField("directives", "[__Directive!]!", arguments: deprecated),
            ])
    }

    private static var type: GraphQLObject<Context> {
        func described(
            _ name: String, _ type: GraphQLTypeReference, arguments: [GraphQLInputValue] = []
        ) -> GraphQLField<Context> {
            GraphQLField(name, type, arguments: arguments) { resolution in
                guard let notation = resolution.parent.stringValue else { return .null }
                let reference = GraphQLTypeReference(notation: notation)
                return resolution.schema.description(of: reference)[name] ?? .null
            }
        }
        return GraphQLObject(
            "__Type",
            [
                described("kind", "__TypeKind!"), described("name", "String"), described("description", "String"),
                described("specifiedByURL", "String"),
                described("fields", "[__Field!]", arguments: deprecated),
                described("interfaces", "[__Type!]"), described("possibleTypes", "[__Type!]"),
                described("enumValues", "[__EnumValue!]", arguments: deprecated),
                described("inputFields", "[__InputValue!]", arguments: deprecated),
                described("ofType", "__Type"), described("isOneOf", "Boolean"),
            ])
    }

    private static var field: GraphQLObject<Context> {
        GraphQLObject(
            "__Field",
            [
                GraphQLField("name", "String!"), GraphQLField("description", "String"),
                GraphQLField("args", "[__InputValue!]!", arguments: deprecated), GraphQLField("type", "__Type!"),
            ] + deprecation)
    }

    private static var inputValue: GraphQLObject<Context> {
        GraphQLObject(
            "__InputValue",
            [
                GraphQLField("name", "String!"), GraphQLField("description", "String"),
                GraphQLField("type", "__Type!"), GraphQLField("defaultValue", "String"),
            ] + deprecation)
    }

    private static var enumValue: GraphQLObject<Context> {
        GraphQLObject(
            "__EnumValue", [GraphQLField("name", "String!"), GraphQLField("description", "String")] + deprecation)
    }

    private static var directive: GraphQLObject<Context> {
        GraphQLObject(
            "__Directive",
            [
                GraphQLField("name", "String!"), GraphQLField("description", "String"),
                GraphQLField("locations", "[__DirectiveLocation!]!"),
                GraphQLField("args", "[__InputValue!]!", arguments: deprecated),
                GraphQLField("isRepeatable", "Boolean!") { _ in false },
            ] + deprecation)
    }

    /// Nothing here is deprecated.
    private static var deprecated: [GraphQLInputValue] {
        [GraphQLInputValue("includeDeprecated", "Boolean", default: false)]
    }

    private static var deprecation: [GraphQLField<Context>] {
        [GraphQLField("isDeprecated", "Boolean!") { _ in false }, GraphQLField("deprecationReason", "String")]
    }

    private static var kinds: GraphQLType<Context> {
        .enumeration(
            GraphQLEnumeration(
                "__TypeKind",
                ["SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"]))
    }

    private static var locations: GraphQLType<Context> {
        .enumeration(
            GraphQLEnumeration(
                "__DirectiveLocation",
                [
                    "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD",
                    "INLINE_FRAGMENT", "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION",
                    "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT",
                    "INPUT_FIELD_DEFINITION",
                ]))
    }
}
