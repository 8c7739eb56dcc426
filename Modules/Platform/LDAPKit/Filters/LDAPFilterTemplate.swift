/// A filter of an administrator, with places for values: `(&(objectClass=person)(uid={login}))`. Read and checked once;
/// what is put into the places later is escaped and can't change its meaning.
package struct LDAPFilterTemplate: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    private let parts: [TemplatePart]

    package init(_ text: String) throws(LDAPTemplateError) {
        self.text = text
        parts = try FilterReader.read(text)
    }

    package var description: String { text }
    package var placeholders: Set<String> { Set(parts.compactMap(\.placeholder)) }

    package func filter(_ values: [String: String]) throws(LDAPTemplateError) -> LDAPFilter {
        try filter(values.mapValues(LDAPFilterValue.text))
    }

    /// Fails as `missing` or `empty`: a place without a value would ask another question than the administrator's.
    package func filter(_ values: [String: LDAPFilterValue]) throws(LDAPTemplateError) -> LDAPFilter {
        var filled = ""
        for part in parts {
            switch part {
            case .literal(let literal): filled += literal
            case .placeholder(let name):
                guard let value = values[name] else { throw .missing(name) }
                guard !value.bytes.isEmpty else { throw .empty(name) }
                filled += value.escaped
            }
        }
        return LDAPFilter(checked: filled)
    }
}
