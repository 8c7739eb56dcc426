import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

/// A source as the command line shows it. The JSON has the members that the native API gives, but for health and the
/// last sync, of which only the server knows.
extension SourceSummary {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("ID", .left), ("KIND", .left), ("PASSWORDS", .left), ("SYNC", .left), ("USERS", .right)]
    }

    var cells: [String] {
        [id.rawValue, kind.rawValue, passwords, bringsPeople ? "yes" : "no", users.map(String.init) ?? "-"]
    }

    private var passwords: String {
        if keepsPasswordsHere { return "here" }
        return policy.signsInThrough.map { "by \($0)" } ?? (checksPasswords ? "by itself" : "none")
    }

    var object: JSONObject {
        [
            "id": .string(id.rawValue), "kind": .string(kind.rawValue), "keepsPasswordsHere": .bool(keepsPasswordsHere),
            "checksPasswords": .bool(checksPasswords), "bringsPeople": .bool(bringsPeople),
            "canBeTested": .bool(canBeExamined), "policy": policy.shown, "users": .count(users),
        ]
    }

    var text: String {
        Sheet.text(
            [
                ("id", id.rawValue), ("kind", kind.rawValue), ("passwords", passwords),
                ("brings people", bringsPeople ? "yes" : "no"), ("can be tested", canBeExamined ? "yes" : "no"),
                ("users", users.map(String.init)),
            ] + policy.lines)
    }
}

extension ProvisioningPolicy {
    fileprivate var lines: [(name: String, value: String?)] {
        func yesNo(_ flag: Bool) -> String { flag ? "yes" : "no" }
        return [
            ("creates on first login", yesNo(createsOnFirstLogin)), ("refreshes on login", yesNo(refreshesOnLogin)),
            ("maps groups", yesNo(mapsGroups)), ("who leaves", leaving.rawValue),
            ("organization", organization.rawValue), ("tenant", tenant.rawValue), ("profile", profile),
            ("profile rules", list(profileRules.map { "\($0.externalGroup): \($0.profile)" })),
            ("login rules", list(loginRules.map { "\($0.from) → \($0.to)" })),
            ("wrong passwords passed on", failuresPassedOn.map { "\($0) in \(failurePause) s" }),
            ("syncs every", syncInterval.map { "\($0) min" }),
            ("guarded share", "\(Int((guardedShare * 100).rounded())) %"),
        ]
    }

    private func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: "; ") }
}
