import JSONText

/// What is wrong with a value.
struct InputMismatch: Error {
    let message: String
}

/// Turns values into what their type says, or says what is wrong with them (specification, section 3.10 and 6.4.1).
struct InputCoercion<Context: Sendable> {
    let schema: GraphQLSchema<Context>
    /// The values of variables; what was left out and has no default is missing.
    var variables: JSONObject = [:]
    /// In variables a string can name a value of an enum, in a document it can't.
    var isFromVariables = false

    /// - Returns: `nil` for a variable that has no value.
    func value(_ literal: LiteralValue, as type: GraphQLTypeReference) throws(InputMismatch) -> JSONValue? {
        if case .variable(let name) = literal {
            guard let value = variables[name] else { return nil }
            if type.isNonNull, value.isNull { throw InputMismatch(message: "$\(name) is null, and \(type) is not.") }
            return value
        }
        switch type {
        case .nonNull(let inner):
            guard literal != .null else { throw InputMismatch(message: "\(type) is not null.") }
            return try value(literal, as: inner)
        case _ where literal == .null: return .null
        case .list(let inner): return .array(try list(literal, of: inner))
        case .named(let name):
            switch schema.type(name) {
            case .scalar(let scalar)?: return try self.scalar(literal, scalar)
            case .enumeration(let enumeration)?: return try self.enumeration(literal, enumeration)
            case .input(let input)?: return .object(try object(literal, input))
            case .object?, nil: throw InputMismatch(message: "\(name) is no type of a value that is given.")
            }
        }
    }

    /// One value where a list is wanted is a list of it.
    private func list(_ literal: LiteralValue, of type: GraphQLTypeReference) throws(InputMismatch) -> [JSONValue] {
        guard case .list(let elements) = literal else { return [try value(literal, as: type) ?? .null] }
        var values: [JSONValue] = []
        for element in elements {
            let value = try value(element, as: type)
            if value == nil, type.isNonNull { throw InputMismatch(message: "An element of the list has no value.") }
            values.append(value ?? .null)
        }
        return values
    }

    private func scalar(_ literal: LiteralValue, _ scalar: GraphQLScalar) throws(InputMismatch) -> JSONValue {
        let plain: JSONValue? =
            switch literal {
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case .string(let value): .string(value)
            case .bool(let value): .bool(value)
            case .variable, .null, .enumeration, .list, .object: nil
            }
        guard let value = plain.flatMap(scalar.read) else { throw InputMismatch(message: "This is no \(scalar.name).") }
        return value
    }

    private func enumeration(_ literal: LiteralValue, _ type: GraphQLEnumeration) throws(InputMismatch) -> JSONValue {
        switch literal {
        case .enumeration(let name) where type.values.contains(name): return .string(name)
        case .string(let name) where isFromVariables && type.values.contains(name): return .string(name)
        default: throw InputMismatch(message: "This is no \(type.name).")
        }
    }

    private func object(_ literal: LiteralValue, _ type: GraphQLInputObject) throws(InputMismatch) -> JSONObject {
        guard case .object(let members) = literal else { throw InputMismatch(message: "This is no \(type.name).") }
        return try fields(members.map { ($0.name, $0.value) }, of: type.fields, what: type.name)
    }

    /// The arguments of a field or the fields of an input object.
    func fields(
        _ given: [(name: String, value: LiteralValue)], of declared: [GraphQLInputValue], what: String
    ) throws(InputMismatch) -> JSONObject {
        var literals: [String: LiteralValue] = [:]
        for (name, value) in given {
            guard declared.contains(where: { $0.name == name }) else {
                throw InputMismatch(message: "\(what) has no \"\(name)\".")
            }
            guard literals.updateValue(value, forKey: name) == nil else {
                throw InputMismatch(message: "\"\(name)\" is given twice.")
            }
        }
        var object = JSONObject()
        for field in declared {
            var value: JSONValue?
            if let literal = literals[field.name] { value = try self.value(literal, as: field.type) }
            guard let value = value ?? field.defaultValue else {
                guard !field.type.isNonNull else { throw InputMismatch(message: "\(what) needs \"\(field.name)\".") }
                continue
            }
            object[field.name] = value
        }
        return object
    }
}

extension LiteralValue {
    /// A value of the variables beside a document.
    init(_ json: JSONValue) {
        self =
            switch json {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case .string(let value): .string(value)
            case .array(let elements): .list(elements.map(LiteralValue.init))
            case .object(let object):
                .object(object.members.map { Member(name: $0.key, value: LiteralValue($0.value)) })
            }
    }
}
