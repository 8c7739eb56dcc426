import CommandParsing
import IdentityCore
import IdentityServices
import JSONText

/// Why somebody may or may not do something, in sentences. The JSON has the members that the native API gives.
extension Explanation {
    /// What was found, in one sentence.
    var verdict: String {
        let what = "\(wanted) in the organization \(place)"
        if isAllowed { return "\(user.login) may do \(what)" }
        guard !paths.isEmpty else { return "\(user.login) may not do \(what)" }
        return "\(user.login) may not do \(what) now: the account is \(obstacles.map(\.words).joined(separator: ", "))"
    }

    /// The reasons, a line each.
    var text: String {
        let lines = [verdict] + paths.map { "  \($0.sentence)" } + nearest.map { "  \($0.sentence)" }
        return lines.map { PrintableText.sanitized($0) + "\n" }.joined()
    }

    var object: JSONObject {
        [
            "allowed": .bool(isAllowed), "user": .object(UserReferenceRow.object(user)),
            "permission": .string(wanted.description), "organization": .string(place.rawValue),
            "obstacles": .array(obstacles.map { .string($0.rawValue) }),
            "paths": .array(paths.map { .object($0.object) }), "nearest": .array(nearest.map { .object($0.object) }),
        ]
    }
}

extension Explanation.Obstacle {
    fileprivate var words: String {
        switch self {
        case .disabled: "disabled"
        case .expired: "past its time"
        case .trialOver: "on a trial that is over"
        case .passwordChangeDue: "waiting for a password of its own"
        }
    }
}

extension Grant {
    /// For example `role admin, through group ops > linux-admins`.
    fileprivate var sentence: String {
        let names = through.map(\.name)
        switch source {
        case .role(let role):
            return names.isEmpty ? "role \(role)" : "role \(role), through group \(names.joined(separator: " > "))"
        case .includedRole(let role, let held):
            let way = names.isEmpty ? "" : ", through group \(names.joined(separator: " > "))"
            return "role \(role), which role \(held) includes\(way)"
        case .group:
            let above = names.dropLast().joined(separator: " > ")
            return "group \(names.last ?? "-")" + (above.isEmpty ? "" : ", through group \(above)")
        case .workspace(let id, let role): return "\(role.rawValue) of workspace \(id)"
        case .ownership: return "owner of the resource"
        }
    }

    fileprivate var object: JSONObject {
        var object: JSONObject = [
            "through": .array(through.map { ["id": .string($0.id.description), "name": .string($0.name)] }),
            "reach": .string(reach.rawValue),
        ]
        let (name, role, workspace): (String, String?, WorkspaceID?) =
            switch source {
            case .role(let role), .includedRole(let role, _): ("role", role.rawValue, nil)
            case .group: ("group", nil, nil)
            case .workspace(let id, let role): ("workspace", role.rawValue, id)
            case .ownership: ("ownership", nil, nil)
            }
        if case .includedRole(_, let held) = source { object["includedIn"] = .string(held.rawValue) }
        object["source"] = .string(name)
        object["role"] = .text(role)
        object["workspaceId"] = .text(workspace?.description)
        return object
    }
}

extension Explanation.NearMiss {
    fileprivate var sentence: String {
        let given = gives.map(\.description).joined(separator: ", ")
        let lacking =
            switch lack {
            case .action: "allows other actions: \(given)"
            case .resource: "allows it on other resources: \(given)"
            case .organization: "reaches its own organization only"
            }
        return "nearest: \(grant.sentence); \(lacking)"
    }

    fileprivate var object: JSONObject {
        var object = grant.object
        object["lacks"] = .string(lack.rawValue)
        object["gives"] = .array(gives.map { .string($0.description) })
        return object
    }
}
