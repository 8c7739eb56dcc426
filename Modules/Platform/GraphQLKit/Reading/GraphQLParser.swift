/// Reads a document that is executed: operations and fragments, no type definitions.
struct GraphQLParser {
    private var lexer: GraphQLLexer
    private(set) var token: GraphQLToken = .end
    private(set) var offset = 0
    private var document: GraphQLDocument
    /// How many values, types and selection sets may still be opened inside each other.
    private var depth: Int

    static func parse(_ text: String, limits: GraphQLLimits) throws(GraphQLError) -> GraphQLDocument {
        var parser = try GraphQLParser(text, limits)
        try parser.readDefinitions()
        return parser.document
    }

    private init(_ text: String, _ limits: GraphQLLimits) throws(GraphQLError) {
        lexer = try GraphQLLexer(text, limits: limits)
        document = GraphQLDocument(bytes: lexer.bytes)
        // A selection set can lie in a fragment, and a value in that.
        depth = limits.depth + 2
        try advance()
    }

    mutating func advance() throws(GraphQLError) { (token, offset) = try lexer.next() }

    func unexpected(_ wanted: String) -> GraphQLError {
        document.error("Expected \(wanted), found \(token.shown).", at: offset)
    }

    /// - Returns: whether the token was there; it is passed over then.
    mutating func take(_ character: Unicode.Scalar) throws(GraphQLError) -> Bool {
        guard token == .punctuator(character) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(GraphQLError) {
        guard try take(character) else { throw unexpected("\"\(character)\"") }
    }

    mutating func name(_ what: String = "a name") throws(GraphQLError) -> String {
        guard case .name(let name) = token else { throw unexpected(what) }
        try advance()
        return name
    }

    mutating func nested<Result>(
        _ read: (inout GraphQLParser) throws(GraphQLError) -> Result
    ) throws(GraphQLError) -> Result {
        guard depth > 0 else { throw document.error("The document is nested too deeply.", at: offset) }
        depth -= 1
        defer { depth += 1 }
        return try read(&self)
    }

    private mutating func readDefinitions() throws(GraphQLError) {
        repeat {
            if case .name("fragment") = token { try readFragment() } else { try readOperation() }
        } while token != .end
        guard !document.operations.isEmpty else {
            throw document.error("There is no operation to execute.", at: offset)
        }
    }

    private mutating func readFragment() throws(GraphQLError) {
        let start = offset
        try advance()
        let name = try name()
        guard name != "on" else { throw document.error("No fragment is called \"on\".", at: start) }
        guard try self.name("\"on\"") == "on" else { throw document.error("Expected \"on\".", at: start) }
        let type = try self.name("a type"), directives = try directives()
        let fragment = FragmentNode(
            type: type, directives: directives, selections: try selectionSet(), offset: start)
        guard document.fragments.updateValue(fragment, forKey: name) == nil else {
            throw document.error("There are two fragments called \"\(name)\".", at: start)
        }
    }

    private mutating func readOperation() throws(GraphQLError) {
        let start = offset
        var kind = OperationNode.Kind.query
        var name: String?, variables: [VariableNode] = [], directives: [DirectiveNode] = []
        if token != .punctuator("{") {
            guard case .name(let word) = token, let written = OperationNode.Kind(rawValue: word) else {
                throw unexpected("an operation or a fragment")
            }
            kind = written
            try advance()
            if case .name = token { name = try self.name() }
            variables = try variableDefinitions()
            directives = try self.directives()
        }
        guard !document.operations.contains(where: { $0.name == name }) else {
            throw document.error(
                name.map { "There are two operations called \"\($0)\"." }
                    ?? "An operation without a name stands alone.", at: start)
        }
        document.operations.append(
            OperationNode(
                kind: kind, name: name, variables: variables, directives: directives,
                selections: try selectionSet(), offset: start))
    }

    private mutating func selectionSet() throws(GraphQLError) -> [SelectionNode] {
        try nested { (parser) throws(GraphQLError) in
            try parser.expect("{")
            var selections: [SelectionNode] = []
            repeat { selections.append(try parser.selection()) } while try !parser.take("}")
            return selections
        }
    }

    private mutating func selection() throws(GraphQLError) -> SelectionNode {
        let start = offset
        guard token == .spread else { return .field(try field()) }
        try advance()
        if case .name(let name) = token, name != "on" {
            try advance()
            return .spread(name, directives: try directives(), offset: start)
        }
        var type: String?
        if case .name = token {
            try advance()
            type = try name("a type")
        }
        let directives = try directives()
        return .inline(type: type, directives: directives, selections: try selectionSet(), offset: start)
    }

    private mutating func field() throws(GraphQLError) -> FieldNode {
        let start = offset
        var alias: String?, name = try name("a field")
        if try take(":") {
            alias = name
            name = try self.name("a field")
        }
        let arguments = try arguments(), directives = try directives()
        return FieldNode(
            alias: alias, name: name, arguments: arguments, directives: directives,
            selections: token == .punctuator("{") ? try selectionSet() : [], offset: start)
    }
}
