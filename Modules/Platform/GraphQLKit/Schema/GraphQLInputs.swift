package import JSONText

/// An argument of a field, or a field of an input object.
package struct GraphQLInputValue: Sendable {
    package let name: String
    package let type: GraphQLTypeReference
    /// Taken when nothing is given. A scalar.
    package let defaultValue: JSONValue?

    package init(_ name: String, _ type: GraphQLTypeReference, default defaultValue: JSONValue? = nil) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
    }
}

package struct GraphQLInputObject: Sendable {
    package let name: String
    package let fields: [GraphQLInputValue]

    package init(_ name: String, _ fields: [GraphQLInputValue]) {
        self.name = name
        self.fields = fields
    }
}

package struct GraphQLEnumeration: Sendable {
    package let name: String
    package let values: [String]

    package init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }
}

/// A value without parts.
package struct GraphQLScalar: Sendable {
    package let name: String
    /// The value as resolvers get it; `nil` for one that is none of this type.
    package let read: @Sendable (JSONValue) -> JSONValue?

    package init(_ name: String, read: @escaping @Sendable (JSONValue) -> JSONValue?) {
        self.name = name
        self.read = read
    }

    /// Those that every schema has (specification, section 3.5).
    static let builtIn = [
        GraphQLScalar("Int") { value in value.integerValue.flatMap { Int32(exactly: $0) == nil ? nil : value } },
        GraphQLScalar("Float") { $0.doubleValue.map(JSONValue.number) },
        GraphQLScalar("String") { $0.stringValue == nil ? nil : $0 },
        GraphQLScalar("Boolean") { $0.boolValue == nil ? nil : $0 },
        GraphQLScalar("ID") { value in
            value.integerValue.map { .string(String($0)) } ?? (value.stringValue == nil ? nil : value)
        },
    ]
}
