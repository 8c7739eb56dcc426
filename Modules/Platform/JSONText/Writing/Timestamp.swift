/// Times in JSON: RFC 3339 in UTC with milliseconds, for example `2026-11-21T02:29:18.042Z`. Answers and log lines are
/// full of them, so they are written by hand.
package enum Timestamp {
    /// - Parameter milliseconds: since 1970-01-01T00:00:00Z.
    package static func append(_ milliseconds: Int64, to bytes: inout [UInt8]) {
        let characters = characters(milliseconds)
        for index in characters.indices { bytes.append(characters[index]) }
    }

    /// The text in ASCII, for the years 0 to 9999.
    /// - Parameter milliseconds: since 1970-01-01T00:00:00Z.
    package static func characters(_ milliseconds: Int64) -> InlineArray<24, UInt8> {
        let (days, rest) = floored(Int(milliseconds), by: 86_400_000)
        let (year, month, day) = civil(days)
        var text: InlineArray<24, UInt8> = [
            0x30, 0x30, 0x30, 0x30, 0x2D, 0x30, 0x30, 0x2D, 0x30, 0x30, 0x54, 0x30, 0x30, 0x3A, 0x30, 0x30, 0x3A, 0x30,
            0x30, 0x2E, 0x30, 0x30, 0x30, 0x5A,
        ]
        put(year / 100, at: 0, of: &text)
        put(year, at: 2, of: &text)
        put(month, at: 5, of: &text)
        put(day, at: 8, of: &text)
        put(rest / 3_600_000, at: 11, of: &text)
        put(rest / 60_000 % 60, at: 14, of: &text)
        put(rest / 1_000 % 60, at: 17, of: &text)
        put(rest / 10, at: 20, of: &text)
        put(rest, at: 21, of: &text)
        return text
    }

    private static func floored(_ value: Int, by unit: Int) -> (quotient: Int, rest: Int) {
        let rest = ((value % unit) + unit) % unit
        return ((value - rest) / unit, rest)
    }

    /// The date of a day counted from 1970-01-01, in the proleptic Gregorian calendar. Years are counted from March, so
    /// that the leap day ends the year and months have a regular length (153 days in five).
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let fromMarchOfYear0 = days + 719_468
        let (era, dayOfEra) = floored(fromMarchOfYear0, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The last two digits; constant divisors, which cost no division.
    private static func put(_ value: Int, at place: Int, of text: inout InlineArray<24, UInt8>) {
        text[place] = UInt8(truncatingIfNeeded: 0x30 + value / 10 % 10)
        text[place + 1] = UInt8(truncatingIfNeeded: 0x30 + value % 10)
    }
}
