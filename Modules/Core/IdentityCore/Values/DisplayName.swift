/// A name for people to read. Need not be unique; its key is what lists are sorted and searched by.
package struct DisplayName: Hashable, Sendable, CustomStringConvertible {
    package let display: String
    package let key: String

    /// - Throws: `invalidInput` when `NameRules` refuses the name.
    package init(_ raw: String, using text: any TextNormalizing) throws(ServiceError) {
        if let problem = NameRules.problem(inName: raw, field: "displayName", using: text) {
            throw .invalidInput([problem])
        }
        display = raw
        key = text.comparisonKey(raw)
    }

    package init(storedDisplay: String, key: String) {
        display = storedDisplay
        self.key = key
    }

    package var description: String { display }
}
