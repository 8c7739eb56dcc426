/// A filter (RFC 4511 section 4.5.1.7) that is put together from checked names and escaped values: no text of a stranger
/// can be one, nor change what one means.
package struct LDAPFilter: Hashable, Sendable, CustomStringConvertible {
    /// As RFC 4515 writes it, escaped; as it is sent, and fit to be shown to an administrator.
    package let text: String

    init(checked text: String) { self.text = text }

    package var description: String { text }

    package static func equals(_ name: LDAPAttributeName, _ value: LDAPFilterValue) -> LDAPFilter {
        LDAPFilter(checked: "(\(name.text)=\(value.escaped))")
    }
    package static func equals(_ name: LDAPAttributeName, _ value: String) -> LDAPFilter { equals(name, .text(value)) }

    package static func present(_ name: LDAPAttributeName) -> LDAPFilter { LDAPFilter(checked: "(\(name.text)=*)") }

    /// - Parameter value: not empty; an empty one asks whether the attribute is present.
    package static func contains(_ name: LDAPAttributeName, _ value: String) -> LDAPFilter {
        value.isEmpty ? present(name) : LDAPFilter(checked: "(\(name.text)=*\(LDAPFilterValue.text(value).escaped)*)")
    }
    package static func hasPrefix(_ name: LDAPAttributeName, _ value: String) -> LDAPFilter {
        value.isEmpty ? present(name) : LDAPFilter(checked: "(\(name.text)=\(LDAPFilterValue.text(value).escaped)*)")
    }

    package static func greaterOrEqual(_ name: LDAPAttributeName, _ value: String) -> LDAPFilter {
        LDAPFilter(checked: "(\(name.text)>=\(LDAPFilterValue.text(value).escaped))")
    }
    package static func lessOrEqual(_ name: LDAPAttributeName, _ value: String) -> LDAPFilter {
        LDAPFilter(checked: "(\(name.text)<=\(LDAPFilterValue.text(value).escaped))")
    }

    /// By a matching rule of the server, such as Active Directory's `1.2.840.113556.1.4.1941` for nested groups.
    package static func extensible(
        _ name: LDAPAttributeName, rule: LDAPAttributeName, _ value: LDAPFilterValue
    ) -> LDAPFilter { LDAPFilter(checked: "(\(name.text):\(rule.text):=\(value.escaped))") }
    package static func extensible(
        _ name: LDAPAttributeName, rule: LDAPAttributeName, _ value: String
    ) -> LDAPFilter { extensible(name, rule: rule, .text(value)) }

    /// - Parameter parts: none means true (RFC 4526).
    package static func and(_ parts: [LDAPFilter]) -> LDAPFilter { joined("&", parts) }
    /// - Parameter parts: none means false (RFC 4526).
    package static func or(_ parts: [LDAPFilter]) -> LDAPFilter { joined("|", parts) }
    package static func not(_ part: LDAPFilter) -> LDAPFilter { LDAPFilter(checked: "(!\(part.text))") }

    private static func joined(_ sign: String, _ parts: [LDAPFilter]) -> LDAPFilter {
        parts.count == 1 ? parts[0] : LDAPFilter(checked: "(\(sign)\(parts.map(\.text).joined()))")
    }
}
