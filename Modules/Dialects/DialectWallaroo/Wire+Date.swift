import DialectKit
import FoundationEssentials
import IdentityCore
import JSONText

extension Date {
    /// Since 1970-01-01T00:00:00Z.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1_000).rounded()) }

    /// `2023-11-20T16:05:06.323911+00:00`.
    var microsecondText: String {
        let whole = microseconds, fraction = ((whole % 1_000) + 1_000) % 1_000
        // The text of the milliseconds before, without its Z.
        let milliseconds = Timestamp.text(Date(timeIntervalSince1970: Double((whole - fraction) / 1_000) / 1_000))
        let digits = String(1_000 + fraction).dropFirst()
        return "\(milliseconds.dropLast())\(digits)+00:00"
    }
}
