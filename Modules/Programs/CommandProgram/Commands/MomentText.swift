import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// A point in time as people type it: RFC 3339, a day in UTC, or a number with a unit.
enum MomentText {
    /// Which way from now a number with a unit counts.
    enum Direction: String {
        case ago
        case ahead = "from now"
    }

    private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]

    /// The value of an option.
    /// - Returns: `nil` when it was not given.
    static func option(
        _ name: String, _ direction: Direction, in arguments: ParsedArguments, clock: any Clock
    ) throws(UsageError) -> Date? {
        guard let text = arguments.value(name) else { return nil }
        guard let date = date(text, direction, now: clock.now()) else {
            throw UsageError(
                "--\(name) is a time such as 2027-01-31T08:15:00Z or 2027-01-31, or so long \(direction.rawValue), such "
                    + "as 30m, 2h, 7d, not '\(PrintableText.sanitized(text))'")
        }
        return date
    }

    /// A number with a unit, in seconds.
    static func length(_ text: String) -> TimeInterval? {
        guard let unit = text.last.flatMap({ units[$0] }),
            text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int32(text.dropLast())
        else { return nil }
        return Double(number) * unit
    }

    private static func date(_ text: String, _ direction: Direction, now: Date) -> Date? {
        if let length = length(text) { return now.addingTimeInterval(direction == .ago ? -length : length) }
        let full = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        return Timestamp.milliseconds(full).map { Date(timeIntervalSince1970: Double($0) / 1_000) }
    }
}
