import JSONText

/// Checks an operation against the schema and works out what is to be executed. There are no interfaces and unions, so
/// that everything about the answer but its length is known before it is executed.
struct Planner<Context: Sendable> {
    let schema: GraphQLSchema<Context>
    let document: GraphQLDocument
    let variables: Variables<Context>
    let coercion: InputCoercion<Context>
    private let limits: GraphQLLimits
    private var fieldsLeft: Int
    private var aliasesLeft: Int

    static func plan(
        _ request: GraphQLRequest, for schema: GraphQLSchema<Context>, limits: GraphQLLimits
    ) throws(GraphQLError) -> Plan<Context> {
        let document = try GraphQLParser.parse(request.document, limits: limits)
        let operation = try document.operation(named: request.operation)
        let root: GraphQLObject<Context>? =
            switch operation.kind {
            case .query: schema.query
            case .mutation: schema.mutation
            case .subscription: nil
            }
        guard let root else {
            throw document.error("There is no \(operation.kind.rawValue) here.", at: operation.offset)
        }
        guard operation.directives.isEmpty else {
            throw document.error("No directive belongs to an operation.", at: operation.offset)
        }
        let variables = try Variables(of: operation, given: request.variables, in: document, schema: schema)
        var planner = Planner(schema: schema, document: document, variables: variables, limits: limits)
        let fields = try planner.plan([(operation.selections, true)], on: root, depth: 1)
        return Plan(fields: fields)
    }

    private init(
        schema: GraphQLSchema<Context>, document: GraphQLDocument, variables: Variables<Context>, limits: GraphQLLimits
    ) {
        self.schema = schema
        self.document = document
        self.variables = variables
        self.limits = limits
        coercion = InputCoercion(schema: schema, variables: variables.values)
        fieldsLeft = limits.fields
        aliasesLeft = limits.aliases
    }

    /// - Parameter sets: selection sets of one object, put together, and whether each is asked for at all: what a
    ///   directive leaves out is checked all the same.
    private mutating func plan(
        _ sets: [(selections: [SelectionNode], isIncluded: Bool)], on object: GraphQLObject<Context>, depth: Int
    ) throws(GraphQLError) -> [PlannedField<Context>] {
        var collector = FieldCollector<Context>(object: object)
        for set in sets { try collect(set.selections, isIncluded: set.isIncluded, into: &collector) }
        var planned: [PlannedField<Context>] = []
        for key in collector.keys {
            let nodes = collector.nodes[key] ?? []
            if let field = try plan(nodes, key: key, on: object, depth: depth) { planned.append(field) }
        }
        return planned
    }

    private mutating func collect(
        _ selections: [SelectionNode], isIncluded: Bool, into collector: inout FieldCollector<Context>
    ) throws(GraphQLError) {
        for selection in selections {
            let isIncluded = try includes(selection.directives) && isIncluded
            switch selection {
            case .field(let node):
                fieldsLeft -= 1
                if node.alias != nil { aliasesLeft -= 1 }
                guard fieldsLeft >= 0, aliasesLeft >= 0 else {
                    let what = fieldsLeft < 0 ? "\(limits.fields) fields" : "\(limits.aliases) aliases"
                    throw document.error("More than \(what) are asked for.", at: node.offset)
                }
                collector.add(node, isIncluded: isIncluded)
            case .inline(let type, _, let inner, let offset):
                if let type { try requireFitting(type, on: collector.object, at: offset) }
                try collect(inner, isIncluded: isIncluded, into: &collector)
            case .spread(let name, _, let offset):
                guard let fragment = document.fragments[name] else {
                    throw document.error("There is no fragment \"\(name)\".", at: offset)
                }
                guard !collector.open.contains(name) else {
                    throw document.error("The fragment \"\(name)\" contains itself.", at: offset)
                }
                try requireFitting(fragment.type, on: collector.object, at: offset)
                guard collector.begin(name, isIncluded: isIncluded) else { continue }
                try collect(fragment.selections, isIncluded: isIncluded, into: &collector)
                collector.open.removeLast()
            }
        }
    }

    private func requireFitting(
        _ type: String, on object: GraphQLObject<Context>, at offset: Int
    ) throws(GraphQLError) {
        guard type == object.name else {
            throw document.error("A fragment on \"\(type)\" never applies to \"\(object.name)\".", at: offset)
        }
    }

    private mutating func plan(
        _ nodes: [(node: FieldNode, isIncluded: Bool)], key: String, on object: GraphQLObject<Context>, depth: Int
    ) throws(GraphQLError) -> PlannedField<Context>? {
        let first = nodes[0].node
        guard let field = schema.field(first.name, of: object) else {
            throw document.error("\(object.name) has no field \"\(first.name)\".", at: first.offset)
        }
        let arguments = try self.arguments(of: first, for: field)
        for (node, _) in nodes.dropFirst() {
            guard node.name == first.name, try self.arguments(of: node, for: field) == arguments else {
                throw document.error("\"\(key)\" is asked for in two ways that differ.", at: node.offset)
            }
        }
        var selections: [PlannedField<Context>] = []
        if let inner = schema.object(field.type.name) {
            for (node, _) in nodes where node.selections.isEmpty {
                throw document.error("Say which fields of \"\(node.name)\" you want.", at: node.offset)
            }
            guard depth < limits.depth else {
                throw document.error("The selection is deeper than \(limits.depth).", at: first.offset)
            }
            selections = try plan(nodes.map { ($0.node.selections, $0.isIncluded) }, on: inner, depth: depth + 1)
        } else if let node = nodes.first(where: { !$0.node.selections.isEmpty })?.node {
            throw document.error("\"\(node.name)\" has no fields.", at: node.offset)
        }
        guard nodes.contains(where: \.isIncluded) else { return nil }
        return PlannedField(
            key: key, field: field, arguments: arguments, selections: selections,
            location: GraphQLLexer.location(of: first.offset, in: document.bytes))
    }
}

/// The fields of one selection set by the key they have in the answer.
struct FieldCollector<Context: Sendable> {
    let object: GraphQLObject<Context>
    private(set) var keys: [String] = []
    private(set) var nodes: [String: [(node: FieldNode, isIncluded: Bool)]] = [:]
    /// Fragments that are being read.
    var open: [String] = []
    /// Fragments that have been read here, left out or not: once more adds nothing.
    private var read: Set<String> = []

    init(object: GraphQLObject<Context>) { self.object = object }

    mutating func add(_ node: FieldNode, isIncluded: Bool) {
        if nodes[node.key] == nil { keys.append(node.key) }
        nodes[node.key, default: []].append((node, isIncluded))
    }

    /// - Returns: whether the fragment has not been read here before.
    mutating func begin(_ name: String, isIncluded: Bool) -> Bool {
        guard read.insert("\(isIncluded) \(name)").inserted else { return false }
        open.append(name)
        return true
    }
}
