import JSONText

/// How much of an answer there may still be.
struct AnswerBudget: Sendable {
    /// What the signs around a name or a value are counted as.
    private static let signs = 4

    private let limits: GraphQLLimits
    private var values = 0
    private var bytes = 0

    init(_ limits: GraphQLLimits) { self.limits = limits }

    var isSpent: Bool { values > limits.answerValues || bytes > limits.answerBytes }

    /// A member of an object, or an element of a list, which has no name.
    mutating func spend(onPlace name: String) {
        values += 1
        bytes += name.utf8.count + Self.signs
    }

    mutating func spend(on value: JSONValue) { bytes += (value.stringValue?.utf8.count ?? 0) + Self.signs }

    mutating func spend(on error: GraphQLError) {
        bytes += error.message.utf8.count + Self.signs
        for case .key(let name) in error.path { bytes += name.utf8.count + Self.signs }
    }

    var error: GraphQLError {
        GraphQLError(
            "The answer would have more than \(limits.answerValues) values or \(limits.answerBytes) bytes; ask for less.",
            code: "answer-too-large")
    }
}
