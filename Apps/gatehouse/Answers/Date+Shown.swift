import FoundationEssentials

extension Date {
    /// RFC 3339 in UTC with milliseconds: `2026-01-31T08:15:00.042Z`.
    var shown: String { formatted(ISO8601FormatStyle(includingFractionalSeconds: true)) }
}
