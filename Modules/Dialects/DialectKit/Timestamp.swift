package import FoundationEssentials
package import JSONText

/// Times on the wire: RFC 3339 in UTC with milliseconds, for example `2026-11-21T02:29:18.042Z`.
package enum Timestamp {
    package static func text(_ date: Date) -> String {
        let milliseconds = Int((date.timeIntervalSince1970 * 1_000).rounded())
        let (days, rest) = floored(milliseconds, by: 86_400_000)
        let (year, month, day) = civil(days)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        appendTwo(year / 100, to: &bytes)
        appendTwo(year, to: &bytes)
        bytes.append(0x2D)
        appendTwo(month, to: &bytes)
        bytes.append(0x2D)
        appendTwo(day, to: &bytes)
        bytes.append(0x54)
        appendTwo(rest / 3_600_000, to: &bytes)
        bytes.append(0x3A)
        appendTwo(rest / 60_000 % 60, to: &bytes)
        bytes.append(0x3A)
        appendTwo(rest / 1_000 % 60, to: &bytes)
        bytes.append(0x2E)
        bytes.append(UInt8(truncatingIfNeeded: 0x30 + rest / 100 % 10))
        appendTwo(rest, to: &bytes)
        bytes.append(0x5A)
        return String(decoding: bytes, as: UTF8.self)
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
    private static func appendTwo(_ value: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: 0x30 + value / 10 % 10))
        bytes.append(UInt8(truncatingIfNeeded: 0x30 + value % 10))
    }
}

extension JSONWriter {
    package mutating func field(_ key: StaticString, _ date: Date) { field(key, Timestamp.text(date)) }

    package mutating func field(_ key: StaticString, _ date: Date?) { field(key, date.map(Timestamp.text)) }
}
