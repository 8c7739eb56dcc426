/// Whether something may be done, and what allows it.
package struct Decision: Sendable {
    package let isAllowed: Bool
    /// The first grant that allows it. `nil` when it is refused, for the operator and keys of groups, whose grants are
    /// one sum, and for what only several grants together allow.
    package let grant: Grant?

    package static let refused = Decision(isAllowed: false, grant: nil)
}
