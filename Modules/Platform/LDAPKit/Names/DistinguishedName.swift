import CLDAP

/// The name of an entry (RFC 4514). Two are equal when a directory would take them for the same by the usual rules:
/// types and ASCII letters in any case, runs of blanks as one. A look-alike of another alphabet is another name.
package struct DistinguishedName: Hashable, Sendable, CustomStringConvertible {
    /// As it was given.
    package let text: String
    /// From the entry up to the root.
    package let rdns: [RelativeDistinguishedName]
    /// RFC 4514, for comparison; not for display, because it is folded.
    package let canonical: String

    /// The name of the root: empty.
    package static let root = DistinguishedName(text: "", rdns: [])

    init(text: String, rdns: [RelativeDistinguishedName]) {
        self.text = text
        self.rdns = rdns
        canonical = rdns.map(\.canonical).joined(separator: ",")
    }

    package init(_ text: String) throws(DistinguishedNameError) {
        self.init(text: text, rdns: try DistinguishedNameReader.read(text))
    }

    /// `nil` for the root.
    package var parent: DistinguishedName? {
        guard !rdns.isEmpty else { return nil }
        let above = Array(rdns.dropFirst())
        return DistinguishedName(text: above.map(\.text).joined(separator: ","), rdns: above)
    }

    /// Whether this is `base` or stands below it.
    package func isWithin(_ base: DistinguishedName) -> Bool {
        rdns.count >= base.rdns.count && rdns.suffix(base.rdns.count).elementsEqual(base.rdns)
    }

    package static func == (left: DistinguishedName, right: DistinguishedName) -> Bool { left.rdns == right.rdns }
    package func hash(into hasher: inout Hasher) { hasher.combine(rdns) }
    package var description: String { text }
}

/// One step of a name: an attribute with its value, or several (`cn=a+sn=b`).
package struct RelativeDistinguishedName: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        /// As it was given.
        package let type: String
        /// Unescaped; of a value that was written as `#` and digits, its BER encoding.
        package let value: [UInt8]
        package let isEncoded: Bool

        package var string: String? { isEncoded ? nil : String(validating: value, as: UTF8.self) }
    }

    package let parts: [Part]
    let canonical: String

    init(parts: [Part]) {
        self.parts = parts
        canonical = parts.map(DNText.canonical).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .joined(separator: "+")
    }

    /// RFC 4514, escaped.
    package var text: String { parts.map(DNText.text).joined(separator: "+") }

    /// Byte by byte: `String` would take differently composed letters for one.
    package static func == (left: Self, right: Self) -> Bool { left.canonical.utf8.elementsEqual(right.canonical.utf8) }
    package func hash(into hasher: inout Hasher) {
        for byte in canonical.utf8 { hasher.combine(byte) }
    }
}

package enum DistinguishedNameError: Error, Hashable, Sendable, CustomStringConvertible {
    case notWellFormed
    case tooLong

    package var description: String {
        switch self {
        case .notWellFormed: "is no distinguished name such as ou=people,dc=example,dc=org"
        case .tooLong: "is longer than 8192 bytes"
        }
    }
}
