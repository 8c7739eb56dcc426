import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What one run of the sync did or would do. The JSON has the members that the native API gives.
extension SyncReport {
    var text: String {
        let numbers = SyncDeed.allCases.map { (name: $0.rawValue, value: String?(String(self[$0]))) }
        let sheet = Sheet.text(
            [("source", source.rawValue), ("dry run", isDryRun ? "yes" : "no"), ("outcome", outcomeWords)]
                + [("read", String(read))] + numbers
                + [("conflicts", String(conflictCount)), ("defects", String(defectCount))])
        return sheet + (nameLines + problemLines).map { PrintableText.sanitized($0) + "\n" }.joined()
    }

    private var outcomeWords: String {
        let word = outcome.word.rawValue
        return switch outcome {
        case .done, .interrupted: word
        case .stoppedByGuard(let share):
            "\(word): would take \(Int((share * 100).rounded())) % of the source's users, or their mapped groups"
        case .failed(let failure): "\(word): \(failure.kind.rawValue) at \(failure.step.rawValue)"
        }
    }

    private var nameLines: [String] {
        SyncDeed.allCases.compactMap { deed in
            guard let known = names[deed], !known.isEmpty else { return nil }
            let rest = self[deed] - known.count
            return "\(deed.rawValue): \(known.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : "")
        }
    }

    private var problemLines: [String] {
        let unlisted = conflictCount - conflicts.count + defectCount - defects.count
        return conflicts.map { "conflict: \($0.login): \($0.sentence)" }
            + defects.map { "defect: \($0.entry): \($0.words)" } + unknown.map { "unknown: \($0)" }
            + (unlisted > 0 ? ["and \(unlisted) more conflicts and defects"] : [])
    }

    /// `nil` when everybody could be followed.
    var failure: CommandFailure? {
        switch outcome {
        case .stoppedByGuard(let share):
            return CommandFailure(
                .stopped,
                "this would take \(Int((share * 100).rounded())) % of the users of \(source), or their mapped groups; nothing "
                    + "was changed. Look at --dry-run, then give --confirm-removals")
        case .failed(let failure):
            return CommandFailure(
                ExitCode(failure.kind), "\(source) did not tell of everybody, so nothing was changed",
                problems: [.init(failure.step.rawValue, failure.words)])
        case .interrupted: return CommandFailure(.incomplete, "interrupted; the next run goes on")
        case .done:
            let left = conflictCount + defectCount + unknown.count
            return left == 0 ? nil : CommandFailure(.incomplete, "people who could not be followed: \(left)")
        }
    }

    var object: JSONObject {
        var object: JSONObject = [
            "source": .string(source.rawValue), "logins": .null, "dryRun": .bool(isDryRun),
            "startedAt": .string(startedAt.shown), "endedAt": .string(endedAt.shown),
            "outcome": .string(outcome.word.rawValue),
            "share": .null, "failure": .null, "read": .count(read),
            "counts": .object(JSONObject(SyncDeed.allCases.map { ($0.key, .count(self[$0])) })),
            "names": .object(
                JSONObject(
                    SyncDeed.allCases.filter { $0 != .unchanged }.map { deed in
                        (deed.key, .array((names[deed] ?? []).map(JSONValue.string)))
                    })),
            "conflictCount": .count(conflictCount), "conflicts": .array(conflicts.map { .object($0.object) }),
            "defectCount": .count(defectCount),
            "defects": .array(defects.map { ["entry": .string($0.entry), "words": .string($0.words)] }),
            "unknown": .array(unknown.map(JSONValue.string)),
        ]
        if case .logins(let logins) = scope { object["logins"] = .array(logins.map(JSONValue.string)) }
        switch outcome {
        case .done, .interrupted: break
        case .stoppedByGuard(let share): object["share"] = .number(share)
        case .failed(let failure): object["failure"] = .object(failure.object)
        }
        return object
    }
}

extension SyncDeed {
    fileprivate var key: String {
        switch self {
        case .passedOver: "passedOver"
        case .leftGroups: "leftGroups"
        case .created, .refreshed, .unchanged, .withdrawn, .returned, .deleted, .kept: rawValue
        }
    }
}
