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

    package var description: String {
        let characters = characters
        return String(decoding: characters.indices.map { characters[$0] }, as: UTF8.self)
    }

    /// The text in ASCII. By hand, because Foundation goes through printf and ids stand in every answer.
    package var characters: InlineArray<36, UInt8> {
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) = rawValue.uuid
        let bytes: InlineArray<16, UInt8> = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
        var text = InlineArray<36, UInt8>(repeating: 0x2D)
        var place = 0
        for index in bytes.indices {
            if index == 4 || index == 6 || index == 8 || index == 10 { place += 1 }
            text[place] = Self.hexDigit(bytes[index] >> 4)
            text[place + 1] = Self.hexDigit(bytes[index] & 0xF)
            place += 2
        }
        return text
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

package enum UserKind {}
package enum SessionKind {}
package enum GroupKind {}
package enum WorkspaceKind {}
package enum AccessKeyKind {}
package enum JobKind {}
package enum InvitationKind {}

package typealias UserID = Identifier<UserKind>
package typealias SessionID = Identifier<SessionKind>
package typealias GroupID = Identifier<GroupKind>
package typealias WorkspaceID = Identifier<WorkspaceKind>
package typealias AccessKeyID = Identifier<AccessKeyKind>
package typealias InvitationID = Identifier<InvitationKind>
package typealias JobID = Identifier<JobKind>
