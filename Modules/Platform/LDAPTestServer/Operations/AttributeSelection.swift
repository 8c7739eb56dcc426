/// Which attributes a search returns (RFC 4511 section 4.5.1.8, RFC 3673).
struct AttributeSelection {
    private let allUser: Bool
    private let allOperational: Bool
    private let named: [AttributeDescription]
    private let typesOnly: Bool

    init(_ wanted: [String], typesOnly: Bool) {
        allUser = wanted.isEmpty || wanted.contains("*")
        allOperational = wanted.contains("+")
        // "1.1" names no attribute, and so does what can be none.
        named = wanted.compactMap(AttributeDescription.init)
        self.typesOnly = typesOnly
    }

    func found(_ view: EntryView) -> FoundEntry { found(view.entry.dn.text, view.attributes) }

    func found(_ dn: String, _ attributes: [Attribute]) -> FoundEntry {
        FoundEntry(
            dn: dn,
            attributes: attributes.filter(isWanted).map { (name: $0.name, values: typesOnly ? [] : $0.values) })
    }

    private func isWanted(_ attribute: Attribute) -> Bool {
        let isOperational = attribute.description.type.isOperational
        return isOperational && allOperational || !isOperational && allUser
            || named.contains { $0.covers(attribute.description) }
    }
}
