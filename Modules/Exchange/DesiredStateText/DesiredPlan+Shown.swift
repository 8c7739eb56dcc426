import IdentityCore
package import IdentityServices
package import JSONText

extension DesiredPlan {
    package var json: JSONObject {
        [
            "steps": .array(steps.map { .object($0.json) }), "unchanged": .integer(Int64(unchanged)),
            "kept": .array(
                kept.map {
                    [
                        "section": .string($0.section.rawValue), "name": .string($0.name),
                        "reason": .string($0.reason.rawValue),
                    ]
                }),
        ]
    }

    /// A line a step, with its fields below, and the sums at the end. Holds names as they were given.
    package var lines: [String] {
        let kept = kept.map { thing in
            let why =
                switch thing.reason {
                case .lastAdministrator: "the last super-admin there is now"
                case .otherSource: "it goes with its source"
                }
            return "= \(thing.section.kind.rawValue) \(thing.name) is kept: \(why)"
        }
        return steps.flatMap(\.lines) + kept + [summary]
    }

    package var summary: String {
        let sums = [("create", count(.create)), ("change", count(.change)), ("delete", count(.delete))]
        return sums.map { "\($0.1) to \($0.0)" }.joined(separator: ", ") + ", \(unchanged) unchanged"
    }
}

extension DesiredStep {
    package var json: JSONObject {
        [
            "act": .string(act.rawValue), "section": .string(section.rawValue), "name": .string(name),
            "organization": organization.map { .string($0.rawValue) } ?? .null,
            "place": place.map(JSONValue.string) ?? .null,
            "changes": .array(
                changes.map {
                    ["field": .string($0.field.rawValue), "before": $0.before.json, "after": $0.after.json]
                }),
        ]
    }

    /// What it is about, in one line.
    package var title: String {
        let sign =
            switch act {
            case .create: "+"
            case .change: "~"
            case .delete: "-"
            }
        let home = organization.flatMap { $0 == .standard ? nil : " (organization \($0))" } ?? ""
        return "\(sign) \(act.rawValue) \(section.kind.rawValue) \(name)\(home)"
    }

    var lines: [String] {
        [title]
            + changes.map { change in
                let after = Self.shown(change.after)
                let values = act == .create ? after : "\(Self.shown(change.before)) → \(after)"
                return "    \(change.field.rawValue): \(values)"
            }
    }

    private static func shown(_ value: DesiredValue) -> String {
        value == .empty ? "-" : String(decoding: value.json.encoded(), as: UTF8.self)
    }
}
