import FoundationEssentials
import JSONText

extension Date {
    /// RFC 3339 in UTC, rounded to milliseconds as the HTTP API does: `2026-01-31T08:15:00.042Z`.
    var shown: String {
        let characters = Timestamp.characters(Int64((timeIntervalSince1970 * 1_000).rounded()))
        return String(decoding: characters.indices.map { characters[$0] }, as: UTF8.self)
    }
}
