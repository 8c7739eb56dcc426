/// Decides whether an entry matches a filter, in three values: true, false and undefined (RFC 4511 section 4.5.1.7).
struct FilterMatcher {
    let tree: DirectoryTree

    /// - Returns: `nil` for undefined.
    func matches(_ filter: Filter, _ view: EntryView) -> Bool? {
        switch filter {
        case .and(let filters): every(filters, view, decisive: false)
        case .or(let filters): every(filters, view, decisive: true)
        case .not(let inner): matches(inner, view).map { !$0 }
        case .present(let name):
            attributes(name, view).map { !$0.isEmpty }
        case .equal(let name, let value), .approximate(let name, let value):
            compare(name, value, view) { $0 == $1 }
        case .greaterOrEqual(let name, let value):
            compare(name, value, view) { $1.isAtMost($0) ?? false }
        case .lessOrEqual(let name, let value):
            compare(name, value, view) { $0.isAtMost($1) ?? false }
        case .substrings(let name, let initial, let any, let final):
            attributes(name, view).map { found in
                let pattern = SubstringPattern(initial: initial, any: any, final: final)
                return found.contains { pattern.matches($0) }
            }
        case .extensible(let rule, let attribute, let value, let withDN):
            ExtensibleMatch(rule: rule, attribute: attribute, value: value, withDN: withDN, tree: tree).matches(view)
        }
    }

    /// "And" and "or": one decisive part is enough, else one undefined part leaves it open.
    private func every(_ filters: [Filter], _ view: EntryView, decisive: Bool) -> Bool? {
        var isOpen = false
        for filter in filters {
            guard let result = matches(filter, view) else {
                isOpen = true
                continue
            }
            if result == decisive { return decisive }
        }
        return isOpen ? nil : !decisive
    }

    /// - Returns: `nil` for a type that nobody knows.
    private func attributes(_ name: String, _ view: EntryView) -> [Attribute]? {
        guard let description = AttributeDescription(name), tree.knows(description.type) else { return nil }
        return view.attributes(of: description.type).filter { description.covers($0.description) }
    }

    private func compare(
        _ name: String, _ value: [UInt8], _ view: EntryView, _ holds: (MatchKey, MatchKey) -> Bool
    ) -> Bool? {
        guard let found = attributes(name, view), let type = AttributeDescription(name)?.type,
            let asserted = MatchKey(value, type.syntax)
        else { return nil }
        return found.contains { $0.keys.contains { holds($0, asserted) } }
    }
}
