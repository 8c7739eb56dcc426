package import JSONText

/// What a field is worked out from.
package struct GraphQLResolution<Context: Sendable>: Sendable {
    /// The value that the field is of; `null` at the top.
    package let parent: JSONValue
    /// Checked against the schema; what was left out and has no default is missing.
    package let arguments: JSONObject
    /// On whose behalf.
    package let context: Context
    let schema: GraphQLSchema<Context>
}

package struct GraphQLField<Context: Sendable>: Sendable {
    package typealias Resolver =
        @Sendable (GraphQLResolution<Context>) async throws(GraphQLFailure) -> JSONValue

    package let name: String
    package let arguments: [GraphQLInputValue]
    package let type: GraphQLTypeReference
    let resolve: Resolver

    package init(
        _ name: String, _ type: GraphQLTypeReference, arguments: [GraphQLInputValue] = [],
        resolve: @escaping Resolver
    ) {
        self.name = name
        self.arguments = arguments
        self.type = type
        self.resolve = resolve
    }

    /// A member of the parent.
    package init(_ name: String, _ type: GraphQLTypeReference, arguments: [GraphQLInputValue] = []) {
        self.init(name, type, arguments: arguments) { resolution in
            resolution.parent.objectValue?[name] ?? .null
        }
    }
}

package struct GraphQLObject<Context: Sendable>: Sendable {
    package let name: String
    package let fields: [GraphQLField<Context>]

    package init(_ name: String, _ fields: [GraphQLField<Context>]) {
        self.name = name
        self.fields = fields
    }

    func field(_ name: String) -> GraphQLField<Context>? { fields.first { $0.name == name } }
}

package enum GraphQLType<Context: Sendable>: Sendable {
    case scalar(GraphQLScalar)
    case enumeration(GraphQLEnumeration)
    case input(GraphQLInputObject)
    case object(GraphQLObject<Context>)

    var name: String {
        switch self {
        case .scalar(let type): type.name
        case .enumeration(let type): type.name
        case .input(let type): type.name
        case .object(let type): type.name
        }
    }

    var isInput: Bool { if case .object = self { false } else { true } }
}

/// Everything that can be asked, and how it is worked out.
package struct GraphQLSchema<Context: Sendable>: Sendable {
    let query: GraphQLObject<Context>
    let mutation: GraphQLObject<Context>?
    /// In the order they are declared, those of the language behind.
    let types: [GraphQLType<Context>]
    private let typesByName: [String: GraphQLType<Context>]

    /// Every type that is named in it has to be declared; a schema for which that is not so ends the program.
    package init(
        query: GraphQLObject<Context>, mutation: GraphQLObject<Context>? = nil, types: [GraphQLType<Context>]
    ) {
        self.query = query
        self.mutation = mutation
        let declared = [.object(query)] + (mutation.map { [.object($0)] } ?? []) + types
        let all = declared + GraphQLScalar.builtIn.map(GraphQLType.scalar) + IntrospectionTypes<Context>.all
        self.types = all
        typesByName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
        for type in all { requireDeclared(type) }
    }

    func type(_ name: String) -> GraphQLType<Context>? { typesByName[name] }

    func object(_ name: String) -> GraphQLObject<Context>? {
        if case .object(let object)? = typesByName[name] { object } else { nil }
    }

    private func requireDeclared(_ type: GraphQLType<Context>) {
        func requireInputs(_ values: [GraphQLInputValue]) {
            for value in values {
                precondition(typesByName[value.type.name]?.isInput == true, "\(type.name): \(value.type) is no input")
            }
        }
        switch type {
        case .scalar, .enumeration: break
        case .input(let input): requireInputs(input.fields)
        case .object(let object):
            for field in object.fields {
                requireInputs(field.arguments)
                switch typesByName[field.type.name] {
                case nil, .input?: preconditionFailure("\(type.name).\(field.name): \(field.type) is no output")
                case .scalar?, .enumeration?, .object?: break
                }
            }
        }
    }
}
