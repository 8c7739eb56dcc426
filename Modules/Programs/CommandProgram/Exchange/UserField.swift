import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What one field of a row says.
enum UserFieldValue {
    case nothing
    case text(String)
    case list([String])
    case flag(Bool)
    case moment(Date)
}

/// The columns of an import and an export, which are also the members of its JSON objects.
typealias UserField = ImportedUser.Field

extension UserField {
    enum Kind { case text, list, flag, moment }

    var kind: Kind {
        switch self {
        case .roles, .groups: .list
        case .enabled, .emailVerified, .passwordChangeRequired: .flag
        case .trialGrantedOn, .trialExpiresOn, .validUntil: .moment
        default: .text
        }
    }

    /// - Returns: `nil` for a cell that is not of this kind.
    func value(ofCell cell: String) -> UserFieldValue? {
        guard !cell.isEmpty else { return .nothing }
        switch kind {
        case .text: return .text(cell)
        case .list: return .list(CellList.items(cell))
        case .flag:
            switch cell.lowercased() {
            case "true": return .flag(true)
            case "false": return .flag(false)
            default: return nil
            }
        case .moment: return Timestamp.milliseconds(cell).map { .moment(Date(milliseconds: $0)) }
        }
    }

    /// - Returns: `nil` for a member that is not of this kind.
    func value(of member: JSONValue) -> UserFieldValue? {
        guard !member.isNull else { return .nothing }
        switch kind {
        case .text: return member.stringValue.map { .text($0) }
        case .list:
            guard let items = member.arrayValue else { return nil }
            let texts = items.compactMap(\.stringValue)
            return texts.count == items.count ? .list(texts) : nil
        case .flag: return member.boolValue.map { .flag($0) }
        case .moment:
            return member.stringValue.flatMap(Timestamp.milliseconds).map { .moment(Date(milliseconds: $0)) }
        }
    }

    /// What is wanted, for a sentence.
    var wanted: String {
        switch kind {
        case .text: "a text"
        case .list: "a list"
        case .flag: "true or false"
        case .moment: "a time such as 2026-11-21T02:29:18Z"
        }
    }
}

extension Date {
    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1_000) }
}
