import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// How an audit record is shown. The JSON has the members that the native API gives.
extension AuditRecord {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [
            ("NUMBER", .right), ("TIME", .left), ("ACTOR", .left), ("ACTION", .left), ("OBJECT", .left),
            ("OUTCOME", .left), ("DETAIL", .left), ("ADDRESS", .left),
        ]
    }

    var cells: [String] {
        [
            String(sequence), entry.at.shown, shownActor, entry.action.rawValue,
            shownObject, entry.outcome.rawValue, entry.detail ?? "-",
            entry.address ?? "-",
        ]
    }

    var object: JSONObject {
        let fields = AuditFields(entry)
        return [
            "sequence": .integer(sequence), "at": .string(entry.at.shown),
            "actor": [
                "kind": .string(fields.actorKind), "id": .text(fields.actorID.map { UserID($0).description }),
                "name": .text(fields.actorName),
            ],
            "subject": entry.subject.map {
                ["id": .string($0.user.description), "name": .string($0.login)]
            } ?? .null,
            "organization": .text(entry.organization?.rawValue), "action": .string(entry.action.rawValue),
            "object": entry.object.map {
                ["kind": .string($0.kind.rawValue), "id": .string($0.id), "name": .text($0.name)]
            } ?? .null,
            "outcome": .string(entry.outcome.rawValue), "detail": .text(entry.detail),
            "address": .text(entry.address), "requestId": .text(entry.requestID), "hash": .text(link?.shownHash),
        ]
    }

    private var shownObject: String {
        guard let object = entry.object else { return "-" }
        return object.name ?? (object.id.isEmpty ? object.kind.rawValue : object.id)
    }

    private var shownActor: String {
        let actor: String =
            switch entry.actor {
            case .user(_, let login): login
            case .key(_, let name): "key \(name)"
            case .operator(let name): "operator \(name)"
            case .system: "system"
            case .anonymous: "-"
            }
        return entry.subject.map { "\(actor) as \($0.login)" } ?? actor
    }
}
