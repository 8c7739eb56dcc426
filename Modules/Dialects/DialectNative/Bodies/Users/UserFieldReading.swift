import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

extension JSONObjectReader {
    mutating func trial() -> Change<Trial> {
        if value("trial")?.isNull == true { return .clear }
        let times = object("trial") { ($0.moment("grantedOn"), $0.moment("expiresOn")) }
        guard case (.set(let granted), .set(let expires))? = times else {
            if times != nil { report("trial", .missing, "A trial needs grantedOn and expiresOn.") }
            return .keep
        }
        return .set(Trial(grantedOn: granted, expiresOn: expires))
    }

    mutating func moment(_ name: String) -> Change<Date> {
        switch nullableString(name) {
        case .absent: return .keep
        case .null: return .clear
        case .value(let text):
            if let date = Timestamp.date(text) { return .set(date) }
            report(name, .wrongType, "\(path(of: name)) is a time such as 2027-01-31T08:15:00Z.")
            return .keep
        }
    }

    mutating func workspace(_ name: String) -> Change<WorkspaceID> {
        switch nullableString(name) {
        case .absent: return .keep
        case .null: return .clear
        case .value(let text):
            if let id = WorkspaceID(text) { return .set(id) }
            report(name, .wrongType, "\(path(of: name)) is the id of a workspace.")
            return .keep
        }
    }

    /// `nil` when the body says nothing of groups.
    mutating func groups(required: Bool = false) -> Set<GroupSelector>? {
        strings("groups", required: required).map { Set($0.map(GroupSelector.init(_:))) }
    }
}

extension Change {
    /// What was set, if anything.
    var value: Value? {
        if case .set(let value) = self { value } else { nil }
    }
}
