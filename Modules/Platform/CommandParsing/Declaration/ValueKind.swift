/// What a value may be: for checking, for help and for completion.
package enum ValueKind: Sendable, Equatable {
    case any
    /// A path; completion offers files.
    case file
    /// A path; completion offers folders.
    case folder
    /// Nothing but these words.
    case oneOf([String])

    var choices: [String] {
        if case .oneOf(let words) = self { words } else { [] }
    }
}
