package import FoundationEssentials
package import JSONText

/// A moment in a token: whole seconds since 1970 (RFC 7519 section 2). Fractions are allowed there and refused here, as
/// are texts, what lies before 1970 and what lies beyond the year 9999.
package enum NumericDate {
    private static let seconds: ClosedRange<Int64> = 0...253_402_300_799

    package static func date(_ value: JSONValue) -> Date? {
        guard let number = value.integerValue, seconds.contains(number) else { return nil }
        return Date(timeIntervalSince1970: Double(number))
    }

    /// Fractions are cut off.
    package static func value(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970) }
}
