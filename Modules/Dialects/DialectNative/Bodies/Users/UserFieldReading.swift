import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

extension RequestReader {
    mutating func trial() -> Change<Trial> {
        if body.value("trial")?.isNull == true { return .clear }
        let times = body.object("trial") { reader in
            (Self.moment("grantedOn", in: &reader), Self.moment("expiresOn", in: &reader))
        }
        guard case (.set(let granted), .set(let expires))? = times else {
            if times != nil {
                report(FieldProblem("trial", .missing, "A trial needs grantedOn and expiresOn."))
            }
            return .keep
        }
        return .set(Trial(grantedOn: granted, expiresOn: expires))
    }

    mutating func moment(_ name: String) -> Change<Date> { Self.moment(name, in: &body) }

    mutating func workspace(_ name: String) -> Change<WorkspaceID> {
        switch body.nullableString(name) {
        case .absent: return .keep
        case .null: return .clear
        case .value(let text):
            if let id = WorkspaceID(text) { return .set(id) }
            report(FieldProblem(name, .malformed, "\(name) is the id of a workspace."))
            return .keep
        }
    }

    /// `nil` when the body says nothing of groups.
    mutating func groups() -> Set<GroupSelector>? { body.strings("groups").map { Set($0.map(GroupSelector.init)) } }

    private static func moment(_ name: String, in reader: inout JSONObjectReader) -> Change<Date> {
        switch reader.nullableString(name) {
        case .absent: return .keep
        case .null: return .clear
        case .value(let text):
            if let date = Timestamp.date(text) { return .set(date) }
            reader.report(
                name, .wrongType, "\(reader.path(of: name)) is a time such as 2027-01-31T08:15:00Z.")
            return .keep
        }
    }
}

extension Change {
    /// What was set, if anything.
    var value: Value? {
        if case .set(let value) = self { value } else { nil }
    }
}
