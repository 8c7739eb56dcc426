/// One entry as it was read. Names of attributes are found in any case (RFC 4512 section 2.5).
package struct LDAPEntry: Hashable, Sendable {
    /// As the server wrote it.
    package let dn: String
    private let attributes: [String: [[UInt8]]]
    /// As the server wrote them, options such as `;binary` included, in its order.
    package let attributeNames: [String]

    /// - Parameter attributes: a name that comes again adds its values.
    package init(dn: String, attributes: [(name: String, values: [[UInt8]])]) {
        self.dn = dn
        attributeNames = attributes.map(\.name)
        self.attributes = Dictionary(attributes.map { ($0.name.lowercased(), $0.values) }) { $0 + $1 }
    }

    /// Empty when the entry has no such attribute, or it may not be seen.
    package func values(_ name: String) -> [[UInt8]] { attributes[name.lowercased()] ?? [] }

    /// The values that are UTF-8.
    package func strings(_ name: String) -> [String] {
        values(name).compactMap { String(validating: $0, as: UTF8.self) }
    }

    package func firstString(_ name: String) -> String? { strings(name).first }
    package func has(_ name: String) -> Bool { attributes[name.lowercased()] != nil }
}
