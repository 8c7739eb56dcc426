import IdentityCore

/// A record that somebody noted at an earlier time, outside the store: with it even a store that was put back as a whole
/// is found out.
package struct AuditAnchor: Hashable, Sendable {
    package let sequence: Int64
    package let hash: [UInt8]

    package init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }

    /// - Parameter text: as `text` gives it.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int64(parts[0]), sequence > 0, let hash = AuditHash.bytes(parts[1])
        else { return nil }
        self.init(sequence: sequence, hash: hash)
    }

    /// `SEQUENCE:HASH`, in digits and hexadecimal digits.
    package var text: String { "\(sequence):\(shownHash)" }
    package var shownHash: String { AuditHash.text(hash) }
}

/// The first place at which the audit isn't what was written.
package struct AuditBreak: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The record isn't the one that was written here.
        case edited
        /// There is no record of this number, though later ones stand.
        case missing
        /// The record of this place stands at another one.
        case reordered(foundAt: Int64)
        /// A record that was never written here.
        case inserted
        /// From here on the end is gone.
        case truncated
        /// The head isn't what was written, or is gone; the end can't be told any more.
        case headAltered
        /// Chained with a key that isn't at hand.
        case unknownKey(String)
        /// The record is true, but a search by time would pass it by.
        case hidden
        /// Not the record that was noted earlier, or older than the chain.
        case notAsNoted

        /// The name to switch on.
        package var name: String {
            switch self {
            case .edited: "edited"
            case .missing: "missing"
            case .reordered: "reordered"
            case .inserted: "inserted"
            case .truncated: "truncated"
            case .headAltered: "head-altered"
            case .unknownKey: "unknown-key"
            case .hidden: "hidden"
            case .notAsNoted: "not-as-noted"
            }
        }

        package static let names: [String] = [
            Kind.edited, .missing, .reordered(foundAt: 0), .inserted, .truncated, .headAltered, .unknownKey(""),
            .hidden, .notAsNoted,
        ].map(\.name)
    }

    package let sequence: Int64
    package let kind: Kind

    package init(_ kind: Kind, at sequence: Int64) {
        self.kind = kind
        self.sequence = sequence
    }
}

/// What a walk along the chain has found.
package struct AuditVerification: Hashable, Sendable {
    /// Records that were looked at, up to the break.
    package let checked: Int64
    /// Records below this number are older than the chain, and nothing proves them; `nil` when there are none.
    package let unchainedBefore: Int64?
    /// The end of what was found good, to be noted somewhere else; `nil` when nothing is chained or something is broken.
    package let head: AuditAnchor?
    /// `nil` when everything is as it was written.
    package let firstBreak: AuditBreak?
}
