import FoundationEssentials
import IdentityCore
package import IdentityServices
package import JSONText

/// Writes a wished state piece by piece, in one form for one state, so that two exports can be compared by lines.
package struct DesiredStateWriter {
    private var hasSections = false
    private var hasEntries = false

    package init() {}

    /// - Returns: the text to be written next; the same of the other functions.
    package mutating func begin(_ section: DesiredSection) -> String {
        defer { (hasSections, hasEntries) = (true, false) }
        return (hasSections ? ",\n" : "{\n") + "  \"\(section.rawValue)\": ["
    }

    package mutating func text(of entries: [DesiredEntry]) -> String {
        var text = ""
        for entry in entries {
            let lines = String(decoding: entry.json.encoded(pretty: true), as: UTF8.self).split(separator: "\n")
            text += (hasEntries ? ",\n" : "\n") + lines.map { "    \($0)" }.joined(separator: "\n")
            hasEntries = true
        }
        return text
    }

    package mutating func endSection() -> String { hasEntries ? "\n  ]" : "]" }

    package func end() -> String { hasSections ? "\n}\n" : "{}\n" }
}

extension DesiredEntry {
    fileprivate var json: JSONValue {
        var object: JSONObject = [section.identity: .string(name)]
        for field in section.fields {
            if let value = fields[field] { object[field.rawValue] = value.json }
        }
        if section == .groups, !children.isEmpty { object["groups"] = .array(children.map(\.json)) }
        return .object(object)
    }
}

extension DesiredValue {
    package var json: JSONValue {
        switch self {
        case .empty: .null
        case .text(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .names(let names): .array(names.map(JSONValue.string))
        case .time(let time): .string(Self.shown(time))
        case .trial(let trial):
            ["grantedOn": .string(Self.shown(trial.grantedOn)), "expiresOn": .string(Self.shown(trial.expiresOn))]
        case .members(let members):
            .object(JSONObject(members.keys.sorted().map { ($0, .string(members[$0]!.rawValue)) }))
        }
    }

    /// RFC 3339 in UTC.
    private static func shown(_ time: Date) -> String {
        var bytes: [UInt8] = []
        Timestamp.append(Int64((time.timeIntervalSince1970 * 1_000).rounded()), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
