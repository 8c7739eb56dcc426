package import FoundationEssentials

/// A UUID that knows what it names: identifiers of two kinds never mix.
/// Never reused and never changed; shown in lower case (RFC 9562 section 4).
package struct Identifier<Kind>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: UUID

    package init(_ rawValue: UUID) { self.rawValue = rawValue }

    package init?(_ text: String) {
        guard let value = UUID(uuidString: text) else { return nil }
        rawValue = value
    }

    package var description: String { rawValue.uuidString.lowercased() }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

package enum UserKind {}
package enum SessionKind {}

package typealias UserID = Identifier<UserKind>
package typealias SessionID = Identifier<SessionKind>

/// The name of a configured user source, for example `local` or `corp`.
package struct SourceID: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    /// The source whose passwords Gatehouse keeps itself.
    package static let local = SourceID(rawValue: "local")
}

/// What sort of source an entry of the configuration asks for, for example `local` or `ldap`.
package struct SourceKind: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}
