import FoundationEssentials
import IdentityCore
import SQLiteKit

/// Who did something, as three columns.
struct ActorColumns {
    let kind: String
    let id: UUID?
    let name: String?

    init(_ actor: AuditActor) {
        switch actor {
        case .user(let user, let login): (kind, id, name) = ("user", user.rawValue, login)
        case .operator(let operatorName): (kind, id, name) = ("operator", nil, operatorName)
        case .system: (kind, id, name) = ("system", nil, nil)
        case .anonymous: (kind, id, name) = ("anonymous", nil, nil)
        }
    }

    /// - Parameter first: the column of the kind; identifier and name follow it.
    static func actor(_ row: SQLiteRow, at first: Int32) throws(SQLiteError) -> AuditActor {
        switch row.text(first) {
        case "user": .user(UserID(try row.uuid(first + 1)), login: row.text(first + 2))
        case "operator": .operator(row.text(first + 2))
        case "system": .system
        case "anonymous": .anonymous
        default: throw .unexpectedValue(column: first, wanted: "kind of actor")
        }
    }
}
