import FoundationEssentials
import JSONText

/// A time as people type it.
enum AuditTime {
    private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]

    /// - Parameter text: RFC 3339, a day in UTC, or a number with a unit: so long before `now`.
    static func date(_ text: String, now: Date) -> Date? {
        if let unit = text.last.flatMap({ units[$0] }), text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        {
            guard let number = Int32(text.dropLast()) else { return nil }
            return now.addingTimeInterval(-Double(number) * unit)
        }
        let full = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        return Timestamp.milliseconds(full).map { Date(timeIntervalSince1970: Double($0) / 1_000) }
    }
}
