package import JSONText

/// An argument of a field, or a field of an input object.
package struct GraphQLInputValue: Sendable {
    package let name: String
    package let type: GraphQLTypeReference
    /// Taken when nothing is given. A scalar, or a list of them.
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

    /// - Parameter accepts: asked of every value that is not null.
    package init(_ name: String, accepts: @escaping @Sendable (JSONValue) -> Bool) {
        self.init(name: name) { accepts($0) ? .some($0) : .none }
    }

    private init(name: String, read: @escaping @Sendable (JSONValue) -> JSONValue?) {
        self.name = name
        self.read = read
    }

    /// Those that every schema has (specification, section 3.5).
    static let builtIn = [
        GraphQLScalar("Int") { $0.integerValue.map { Int32(exactly: $0) != nil } ?? false },
        GraphQLScalar(name: "Float") { $0.doubleValue.map(JSONValue.number) },
        GraphQLScalar("String") { $0.stringValue != nil }, GraphQLScalar("Boolean") { $0.boolValue != nil },
        GraphQLScalar(name: "ID") { value in
            value.integerValue.map { .string(String($0)) } ?? value.stringValue.map(JSONValue.string)
        },
    ]
}
