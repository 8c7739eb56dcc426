/// What sort of name it is: decides which texts are accepted.
package protocol NameKind {
    static func problem(in raw: String, using text: any TextNormalizing) -> FieldProblem?
}

/// The name a user signs in with.
package typealias Login = FoldedName<LoginKind>
package typealias EmailAddress = FoldedName<EmailKind>
/// A name for people to read; need not be unique.
package typealias DisplayName = FoldedName<DisplayNameKind>

/// A name that is shown as it was written and compared by its key (NFKC and case folding). Names of two kinds never
/// mix.
package struct FoldedName<Kind: NameKind>: Hashable, Sendable, CustomStringConvertible {
    /// As the administrator or the source wrote it.
    package let display: String
    /// What equality, order, search and the unique index look at.
    package let key: String

    /// Checks and folds a name that comes from outside.
    /// - Throws: `invalidInput` when `NameRules` refuses the name.
    package init(_ raw: String, using text: any TextNormalizing) throws(ServiceError) {
        if let problem = Kind.problem(in: raw, using: text) { throw .invalidInput([problem]) }
        display = raw
        key = text.comparisonKey(raw)
    }

    /// A name that was checked when it was stored.
    package init(storedDisplay: String, key: String) {
        display = storedDisplay
        self.key = key
    }

    package static func == (left: Self, right: Self) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
    package var description: String { display }
}

package enum LoginKind: NameKind {
    package static func problem(in raw: String, using text: any TextNormalizing) -> FieldProblem? {
        NameRules.problem(inLogin: raw, using: text)
    }
}

package enum EmailKind: NameKind {
    package static func problem(in raw: String, using text: any TextNormalizing) -> FieldProblem? {
        NameRules.problem(inEmail: raw, using: text)
    }
}

package enum DisplayNameKind: NameKind {
    package static func problem(in raw: String, using text: any TextNormalizing) -> FieldProblem? {
        NameRules.problem(inName: raw, field: "displayName", using: text)
    }
}
