/// What is wrong with one member of a JSON object.
package struct JSONProblem: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case missing, wrongType, outOfRange, unknown, badChoice
    }

    /// For example `listen[0].port`.
    package let path: String
    package let kind: Kind
    /// One sentence; never repeats a value.
    package let message: String

    package init(path: String, kind: Kind, message: String) {
        self.path = path
        self.kind = kind
        self.message = message
    }
}
