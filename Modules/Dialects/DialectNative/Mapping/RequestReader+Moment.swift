import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

extension RequestReader {
    /// A point in time in the body; `null` clears it.
    mutating func change(ofMoment name: String) -> Change<Date> {
        switch body.nullableString(name) {
        case .absent: return .keep
        case .null: return .clear
        case .value(let text):
            if let milliseconds = Timestamp.milliseconds(text) {
                return .set(Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
            }
            report(FieldProblem(name, .malformed, "\(name) is a time such as 2027-01-31T08:15:00Z."))
            return .keep
        }
    }
}
