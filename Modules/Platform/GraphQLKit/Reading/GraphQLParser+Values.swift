extension GraphQLParser {
    mutating func variableDefinitions() throws(GraphQLError) -> [VariableNode] {
        guard try take("(") else { return [] }
        var variables: [VariableNode] = []
        repeat {
            let start = offset
            try expect("$")
            let name = try name()
            try expect(":")
            let type = try type()
            let defaultValue = try take("=") ? try value(isConstant: true) : nil
            _ = try directives()
            variables.append(VariableNode(name: name, type: type, defaultValue: defaultValue, offset: start))
        } while try !take(")")
        return variables
    }

    mutating func directives() throws(GraphQLError) -> [DirectiveNode] {
        var directives: [DirectiveNode] = []
        while token == .punctuator("@") {
            let start = offset
            try advance()
            directives.append(DirectiveNode(name: try name(), arguments: try arguments(), offset: start))
        }
        return directives
    }

    mutating func arguments() throws(GraphQLError) -> [ArgumentNode] {
        guard try take("(") else { return [] }
        var arguments: [ArgumentNode] = []
        repeat {
            let start = offset, name = try name("an argument")
            try expect(":")
            arguments.append(ArgumentNode(name: name, value: try value(isConstant: false), offset: start))
        } while try !take(")")
        return arguments
    }

    private mutating func type() throws(GraphQLError) -> GraphQLTypeReference {
        var type: GraphQLTypeReference
        if try take("[") {
            type = .list(try nested { (parser) throws(GraphQLError) in try parser.type() })
            try expect("]")
        } else {
            type = .named(try name("a type"))
        }
        if try take("!") { type = .nonNull(type) }
        return type
    }

    /// - Parameter isConstant: no variable may stand there.
    private mutating func value(isConstant: Bool) throws(GraphQLError) -> LiteralValue {
        let read: LiteralValue
        switch token {
        case .integer(let value): read = .integer(value)
        case .number(let value): read = .number(value)
        case .string(let text): read = .string(text)
        case .name("true"): read = .bool(true)
        case .name("false"): read = .bool(false)
        case .name("null"): read = .null
        case .name(let name): read = .enumeration(name)
        case .punctuator(UInt8(ascii: "$")) where !isConstant:
            try advance()
            return .variable(try name("a variable"))
        case .punctuator(UInt8(ascii: "[")):
            return try nested { (parser) throws(GraphQLError) in try parser.list(isConstant: isConstant) }
        case .punctuator(UInt8(ascii: "{")):
            return try nested { (parser) throws(GraphQLError) in try parser.object(isConstant: isConstant) }
        default: throw unexpected("a value")
        }
        try advance()
        return read
    }

    private mutating func list(isConstant: Bool) throws(GraphQLError) -> LiteralValue {
        try expect("[")
        var elements: [LiteralValue] = []
        while try !take("]") { elements.append(try value(isConstant: isConstant)) }
        return .list(elements)
    }

    private mutating func object(isConstant: Bool) throws(GraphQLError) -> LiteralValue {
        try expect("{")
        var members: [LiteralValue.Member] = []
        while try !take("}") {
            let name = try name("a field")
            try expect(":")
            members.append(.init(name: name, value: try value(isConstant: isConstant)))
        }
        return .object(members)
    }
}
