/// One value that is told by its place.
package struct Argument: Sendable, Equatable {
    /// In capitals, as help shows it.
    package let name: String
    package let help: String
    package let isRequired: Bool
    package let isRepeatable: Bool
    package let values: ValueKind

    package init(
        _ name: String, _ help: String, required: Bool = true, repeatable: Bool = false, _ values: ValueKind = .any
    ) {
        self.name = name
        self.help = help
        self.isRequired = required
        self.isRepeatable = repeatable
        self.values = values
    }

    /// `LOGIN`, `[LOGIN]`, `LOGIN...` or `[LOGIN...]`.
    var spelling: String {
        let repeated = isRepeatable ? name + "..." : name
        return isRequired ? repeated : "[\(repeated)]"
    }
}
