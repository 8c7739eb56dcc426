/// The name a user signs in with: shown as given, compared by its key (NFKC and case folding).
package struct Login: Hashable, Sendable, CustomStringConvertible {
    /// As the administrator or the source wrote it.
    package let display: String
    /// What equality and the unique index look at.
    package let key: String

    /// Checks and folds a name that comes from outside.
    /// - Throws: `invalidInput` when `NameRules` refuses the name.
    package init(_ raw: String, using text: any TextNormalizing) throws(ServiceError) {
        if let problem = NameRules.problem(inLogin: raw, using: text) { throw .invalidInput([problem]) }
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
