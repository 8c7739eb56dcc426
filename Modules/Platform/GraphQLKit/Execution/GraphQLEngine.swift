import JSONText

/// Executes documents over a schema.
package struct GraphQLEngine<Context: Sendable>: Sendable {
    private let schema: GraphQLSchema<Context>
    private let limits: GraphQLLimits

    package init(_ schema: GraphQLSchema<Context>, limits: GraphQLLimits = GraphQLLimits()) {
        self.schema = schema
        self.limits = limits
    }

    /// Never throws: what is wrong stands in the answer. Fields are worked out one after the other, as mutations have
    /// to be.
    package func execute(_ request: GraphQLRequest, for context: Context) async -> GraphQLAnswer {
        let plan: Plan<Context>
        do throws(GraphQLError) { plan = try Planner.plan(request, for: schema, limits: limits) } catch {
            return GraphQLAnswer(data: nil, errors: [error])
        }
        var execution = Execution(schema: schema, context: context, limits: limits)
        let data = await execution.object(.null, plan.fields, at: [])
        guard !execution.budget.isSpent else { return GraphQLAnswer(data: .null, errors: [execution.budget.error]) }
        return GraphQLAnswer(data: data ?? .null, errors: execution.errors)
    }
}

/// One execution (specification, section 6.4). `nil` stands for a null that may not be one, and takes what is around it
/// away as well.
struct Execution<Context: Sendable> {
    let schema: GraphQLSchema<Context>
    let context: Context
    private(set) var errors: [GraphQLError] = []
    private(set) var budget: AnswerBudget

    init(schema: GraphQLSchema<Context>, context: Context, limits: GraphQLLimits) {
        self.schema = schema
        self.context = context
        budget = AnswerBudget(limits)
    }

    mutating func object(
        _ parent: JSONValue, _ fields: [PlannedField<Context>], at path: [GraphQLError.Step]
    ) async -> JSONValue? {
        var members = JSONObject()
        for planned in fields {
            budget.spend(onPlace: planned.key)
            // Nothing more is worked out for an answer that is given up.
            guard !budget.isSpent else { return nil }
            let path = path + [.key(planned.key)]
            let resolution = GraphQLResolution(
                parent: parent, arguments: planned.arguments, context: context, schema: schema)
            var value: JSONValue?
            do throws(GraphQLFailure) {
                value = await complete(
                    try await planned.field.resolve(resolution), as: planned.field.type, of: planned, at: path)
            } catch {
                note(GraphQLError(error.message, at: planned.location, path: path, code: error.code))
                value = planned.field.type.isNonNull ? .none : .some(.null)
            }
            guard let value else { return nil }
            members[planned.key] = value
        }
        return .object(members)
    }

    private mutating func complete(
        _ value: JSONValue, as type: GraphQLTypeReference, of planned: PlannedField<Context>,
        at path: [GraphQLError.Step]
    ) async -> JSONValue? {
        switch type {
        case .nonNull(let inner):
            if value.isNull { note(Self.fault("has no value", planned, path)) }
            let completed = await complete(value, as: inner, of: planned, at: path)
            return completed?.isNull == false ? completed : nil
        case _ where value.isNull: return .null
        case .list(let inner):
            guard let elements = value.arrayValue else { return fault("is no list", planned, path) }
            var completed: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                budget.spend(onPlace: "")
                guard !budget.isSpent,
                    let one = await complete(element, as: inner, of: planned, at: path + [.index(index)])
                else { return .null }
                completed.append(one)
            }
            return .array(completed)
        case .named(let name):
            if schema.object(name) != nil { return await object(value, planned.selections, at: path) ?? .null }
            if value.arrayValue != nil || value.objectValue != nil { return fault("has parts", planned, path) }
            budget.spend(on: value)
            return value
        }
    }

    /// The resolver broke the promise of its schema.
    private mutating func fault(
        _ what: String, _ planned: PlannedField<Context>, _ path: [GraphQLError.Step]
    ) -> JSONValue {
        note(Self.fault(what, planned, path))
        return .null
    }

    private mutating func note(_ error: GraphQLError) {
        budget.spend(on: error)
        errors.append(error)
    }

    private static func fault(
        _ what: String, _ planned: PlannedField<Context>, _ path: [GraphQLError.Step]
    ) -> GraphQLError {
        GraphQLError("\"\(planned.field.name)\" \(what).", at: planned.location, path: path, code: "unexpected")
    }
}
