import JSONText

/// The variables of an operation: what they are declared as, and what they were given.
struct Variables<Context: Sendable> {
    let values: JSONObject
    private let declared: [String: VariableNode]

    init(
        of operation: OperationNode, given: JSONObject, in document: GraphQLDocument, schema: GraphQLSchema<Context>
    ) throws(GraphQLError) {
        var coercion = InputCoercion(schema: schema)
        var values = JSONObject(), declared: [String: VariableNode] = [:]
        for variable in operation.variables {
            guard declared.updateValue(variable, forKey: variable.name) == nil else {
                throw document.error("There are two variables $\(variable.name).", at: variable.offset)
            }
            guard schema.type(variable.type.name)?.isInput == true else {
                throw document.error("$\(variable.name) can't be of the type \(variable.type).", at: variable.offset)
            }
            coercion.isFromVariables = given[variable.name] != nil
            guard let literal = given[variable.name].map(LiteralValue.init) ?? variable.defaultValue else {
                guard !variable.type.isNonNull else {
                    throw document.error("$\(variable.name) is missing.", at: variable.offset)
                }
                continue
            }
            do throws(InputMismatch) {
                values[variable.name] = try coercion.value(literal, as: variable.type)
            } catch {
                throw document.error("$\(variable.name): \(error.message)", at: variable.offset)
            }
        }
        self.values = values
        self.declared = declared
    }

    /// Refuses a variable that is not declared, or not for such a place (specification, section 5.8.5).
    func check(
        _ literal: LiteralValue, as type: GraphQLTypeReference, hasDefault: Bool, schema: GraphQLSchema<Context>
    ) throws(InputMismatch) {
        switch literal {
        case .variable(let name):
            guard let variable = declared[name] else { throw InputMismatch(message: "There is no variable $\(name).") }
            let isFilled = hasDefault || (variable.defaultValue ?? .null) != .null
            let wanted = type.isNonNull && !variable.type.isNonNull && isFilled ? type.nullable : type
            guard variable.type.fits(wanted) else {
                throw InputMismatch(message: "$\(name) is \(variable.type), and \(type) is wanted.")
            }
        case .list(let elements):
            guard case .list(let inner) = type.nullable else { return }
            for element in elements { try check(element, as: inner, hasDefault: false, schema: schema) }
        case .object(let members):
            guard case .input(let input)? = schema.type(type.name) else { return }
            for member in members {
                guard let field = input.fields.first(where: { $0.name == member.name }) else { continue }
                try check(member.value, as: field.type, hasDefault: field.defaultValue != nil, schema: schema)
            }
        case .integer, .number, .string, .bool, .null, .enumeration: return
        }
    }
}
