import FoundationEssentials
import IdentityCore

/// An identifier in the order in which SQLite has its bytes, as two numbers: Foundation compares byte by byte, and takes as
/// long for one comparison as for half a look into an index.
struct OrderedUUID: Comparable {
    let id: UUID
    private let high: UInt64
    private let low: UInt64

    init(_ id: UUID) {
        self.id = id
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) = id.uuid
        high = Self.number([a, b, c, d, e, f, g, h])
        low = Self.number([i, j, k, l, m, n, o, p])
    }

    init<Kind>(_ id: Identifier<Kind>) { self.init(id.rawValue) }

    static func < (left: Self, right: Self) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }

    static func == (left: Self, right: Self) -> Bool { left.high == right.high && left.low == right.low }

    /// The first byte counts most.
    private static func number(_ bytes: InlineArray<8, UInt8>) -> UInt64 {
        var number: UInt64 = 0
        for index in bytes.indices { number = number << 8 | UInt64(bytes[index]) }
        return number
    }
}
