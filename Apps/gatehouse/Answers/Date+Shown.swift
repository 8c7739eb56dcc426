import FoundationEssentials

extension Date {
    /// RFC 3339 in UTC with milliseconds: `2026-01-31T08:15:00.042Z`.
    var shown: String { formatted(ISO8601FormatStyle(includingFractionalSeconds: true)) }

    /// A time as it is shown, with or without a fraction of a second.
    init?(shown text: String) {
        for hasFraction in [true, false] {
            guard let date = try? ISO8601FormatStyle(includingFractionalSeconds: hasFraction).parse(text) else {
                continue
            }
            self = date
            return
        }
        return nil
    }
}
