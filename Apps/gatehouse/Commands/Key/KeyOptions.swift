import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// What several commands about access keys take.
enum KeyOptions {
    static let key = Argument("KEY", "the id that 'key list' shows")
    static let about = Option.value("about", "TEXT", "what the key is for")
    static let scope = Option.value(
        "scope", "PERMISSION", "limits the key, like users:read or model/m1:*", repeatable: true)
    static let expires = Option.value(
        "expires", "TIME", "when the key ends: 2027-01-31, 2027-01-31T08:15:00Z, or 90d from now")

    private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]

    static func id(_ arguments: ParsedArguments) throws(UsageError) -> AccessKeyID {
        guard let id = AccessKeyID(arguments.required("KEY")) else {
            throw UsageError("KEY is an id, as 'key list' shows it")
        }
        return id
    }

    /// A number with a unit, in seconds.
    static func seconds(_ name: String, _ arguments: ParsedArguments) throws(UsageError) -> TimeInterval? {
        guard let text = arguments.value(name) else { return nil }
        guard let seconds = seconds(text) else {
            throw UsageError("--\(name) is a number with a unit, such as 90s, 15m, 24h, 7d or 2w")
        }
        return seconds
    }

    /// A point in time, or a number with a unit: so long from now.
    static func moment(_ name: String, _ arguments: ParsedArguments, now: Date) throws(UsageError) -> Date? {
        guard let text = arguments.value(name) else { return nil }
        if let seconds = seconds(text) { return now.addingTimeInterval(seconds) }
        let full = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        guard let milliseconds = Timestamp.milliseconds(full) else {
            throw UsageError("--\(name) is a time such as 2027-01-31T08:15:00Z, a day, or so long from now: 90d")
        }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    private static func seconds(_ text: String) -> TimeInterval? {
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int32(text.dropLast()), number >= 0 else {
            return nil
        }
        return Double(number) * unit
    }
}
