/// A mail address: shown as given, compared by its key (NFKC and case folding).
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    package let display: String
    package let key: String

    /// - Throws: `invalidInput` when `NameRules` refuses the address.
    package init(_ raw: String, using text: any TextNormalizing) throws(ServiceError) {
        if let problem = NameRules.problem(inEmail: raw, using: text) { throw .invalidInput([problem]) }
        display = raw
        key = text.comparisonKey(raw)
    }

    package init(storedDisplay: String, key: String) {
        display = storedDisplay
        self.key = key
    }

    package static func == (left: Self, right: Self) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
    package var description: String { display }
}
