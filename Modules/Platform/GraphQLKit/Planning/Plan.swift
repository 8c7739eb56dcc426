import JSONText

/// A field that will be worked out: checked, its arguments filled in, and its selections put together.
struct PlannedField<Context: Sendable>: Sendable {
    let key: String
    let field: GraphQLField<Context>
    let arguments: JSONObject
    /// Empty for a field without parts.
    let selections: [PlannedField<Context>]
    let location: GraphQLLocation
}

/// What is executed of a document.
struct Plan<Context: Sendable>: Sendable {
    let fields: [PlannedField<Context>]
}
