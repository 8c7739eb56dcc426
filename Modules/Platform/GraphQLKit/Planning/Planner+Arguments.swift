import JSONText

extension Planner {
    /// Checked and filled in.
    func arguments(
        of node: FieldNode, for field: GraphQLField<Context>
    ) throws(GraphQLError) -> JSONObject {
        try values(node.arguments, of: field.arguments, what: field.name, at: node.offset)
    }

    /// Whether `@skip` and `@include` leave the selection in (specification, section 3.13).
    func includes(_ directives: [DirectiveNode]) throws(GraphQLError) -> Bool {
        var isIncluded = true, seen: Set<String> = []
        for directive in directives {
            guard let known = GraphQLDirective.all.first(where: { $0.name == directive.name }) else {
                throw document.error("There is no directive @\(directive.name).", at: directive.offset)
            }
            guard seen.insert(known.name).inserted else {
                throw document.error("@\(known.name) stands here twice.", at: directive.offset)
            }
            let arguments = try values(
                directive.arguments, of: [GraphQLDirective.condition], what: "@\(known.name)", at: directive.offset)
            let holds = arguments[GraphQLDirective.condition.name]?.boolValue == true
            if holds != known.keepsWhenTrue { isIncluded = false }
        }
        return isIncluded
    }

    private func values(
        _ arguments: [ArgumentNode], of declared: [GraphQLInputValue], what: String, at offset: Int
    ) throws(GraphQLError) -> JSONObject {
        do throws(InputMismatch) {
            for argument in arguments {
                guard let field = declared.first(where: { $0.name == argument.name }) else { continue }
                try variables.check(
                    argument.value, as: field.type, hasDefault: field.defaultValue != nil, schema: schema)
            }
            return try coercion.fields(arguments.map { ($0.name, $0.value) }, of: declared, what: what)
        } catch {
            throw document.error(error.message, at: offset)
        }
    }
}

/// The two directives that there are.
struct GraphQLDirective: Sendable {
    static let all = [
        GraphQLDirective(name: "include", keepsWhenTrue: true), GraphQLDirective(name: "skip", keepsWhenTrue: false),
    ]
    static var condition: GraphQLInputValue { GraphQLInputValue("if", "Boolean!") }

    let name: String
    let keepsWhenTrue: Bool
}

extension GraphQLDocument {
    func operation(named name: String?) throws(GraphQLError) -> OperationNode {
        if operations.count > 1, let nameless = operations.first(where: { $0.name == nil }) {
            throw error("An operation without a name stands alone.", at: nameless.offset)
        }
        guard let name else {
            guard operations.count == 1 else { throw GraphQLError("Say which operation is to be executed.") }
            return operations[0]
        }
        guard let operation = operations.first(where: { $0.name == name }) else {
            throw GraphQLError("There is no operation of that name.")
        }
        return operation
    }
}

extension GraphQLSchema {
    /// A field of the object, those of introspection included (specification, section 4).
    func field(_ name: String, of object: GraphQLObject<Context>) -> GraphQLField<Context>? {
        switch name {
        case "__typename":
            let type = object.name
            return GraphQLField("__typename", "String!") { _ in .string(type) }
        case "__schema" where object.name == query.name: return IntrospectionTypes.schemaField
        case "__type" where object.name == query.name: return IntrospectionTypes.typeField
        default: return object.field(name)
        }
    }
}
