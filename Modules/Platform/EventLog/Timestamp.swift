/// RFC 3339 in UTC with milliseconds: `2026-01-31T08:15:00.042Z`.
enum Timestamp {
    /// - Parameter milliseconds: since 1970-01-01T00:00:00Z, in the years 0 to 9999.
    static func append(_ milliseconds: Int64, to bytes: inout [UInt8]) {
        let (days, time) = floorDivide(milliseconds, 86_400_000)
        let (year, month, day) = date(daysSince1970: days)
        Digits.append(year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Digits.append(month, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Digits.append(day, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Digits.append(time / 3_600_000, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Digits.append(time / 60_000 % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Digits.append(time / 1_000 % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        Digits.append(time % 1_000, width: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The proleptic Gregorian date, counted in eras of 400 years that begin on the first of March.
    private static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func floorDivide(_ number: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
