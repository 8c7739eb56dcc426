import FoundationEssentials
package import IdentityCore
package import IdentityServices
import JSONText

/// Reads texts into one wished state and gathers everything that is wrong with their form.
package struct DesiredStateReader {
    /// In bytes, of one text.
    package static let maximumBytes = 64 * 1_048_576
    /// Groups stand 64 deep, each in an object and a list.
    private static let maximumDepth = 256

    package private(set) var state = DesiredState()
    package private(set) var problems: [FieldProblem] = []
    /// Stands before each place, so that two texts can be told apart.
    private var prefix = ""

    package init() {}

    /// - Parameter name: of the text, when there are several.
    package mutating func read(_ bytes: [UInt8], name: String? = nil) {
        prefix = name.map { "\($0): " } ?? ""
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONParser.parse(bytes, options: JSONOptions(maximumDepth: Self.maximumDepth, isRelaxed: true))
        } catch {
            return problems.append(
                FieldProblem("\(prefix)line \(error.line), column \(error.column)", .malformed, error.message))
        }
        guard let object = value.objectValue else {
            return problems.append(
                FieldProblem(
                    "\(prefix)line 1, column 1", .malformed, "An object was expected, this is \(value.kindName)."))
        }
        var reader = JSONObjectReader(object)
        for section in DesiredSection.allCases {
            if let entries = entries(section.rawValue, of: section, &reader) { state.add(section, entries) }
        }
        reader.finish()
        problems += reader.problems.map {
            FieldProblem(prefix + $0.path, $0.kind.rule, $0.message)
        }
    }

    private func entries(
        _ key: String, of section: DesiredSection, _ reader: inout JSONObjectReader
    ) -> [DesiredEntry]? {
        reader.objects(key) { entry(of: section, &$0) }?.compactMap(\.self)
    }

    /// - Returns: `nil` for an entry that does not say what it is about.
    private func entry(of section: DesiredSection, _ reader: inout JSONObjectReader) -> DesiredEntry? {
        let name = reader.string(section.identity, required: true)
        var fields: [DesiredField: DesiredValue] = [:]
        for field in section.fields {
            if let value = value(field, &reader) { fields[field] = value }
        }
        let below = section == .groups ? entries("groups", of: section, &reader) : nil
        guard let name else { return nil }
        return DesiredEntry(section, name, at: prefix + reader.path, fields: fields, children: below ?? [])
    }

    private func value(_ field: DesiredField, _ reader: inout JSONObjectReader) -> DesiredValue? {
        let key = field.rawValue
        guard let member = reader.value(key) else { return nil }
        if member.isNull {
            if let cleared = field.cleared { return cleared }
            reader.report(key, .wrongType, "\(reader.path(of: key)) can't be cleared.")
            return nil
        }
        return switch field.kind {
        case .text: reader.string(key).map(DesiredValue.text)
        case .flag: reader.bool(key).map(DesiredValue.flag)
        case .names: reader.strings(key).map(DesiredValue.names)
        case .reach: reader.choice(key, as: Reach.self).map { .text($0.rawValue) }
        case .time: time(key, &reader).map(DesiredValue.time)
        case .trial: trial(key, &reader).map(DesiredValue.trial)
        case .members: members(key, member, &reader).map(DesiredValue.members)
        }
    }

    private func time(_ key: String, _ reader: inout JSONObjectReader) -> Date? {
        guard let text = reader.string(key, required: true) else { return nil }
        guard let milliseconds = Timestamp.milliseconds(text) else {
            reader.report(key, .badChoice, "\(reader.path(of: key)) is a time such as 2027-01-31T08:15:00Z.")
            return nil
        }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    private func trial(_ key: String, _ reader: inout JSONObjectReader) -> Trial? {
        let trial = reader.object(key) { nested -> Trial? in
            guard let granted = time("grantedOn", &nested), let expires = time("expiresOn", &nested) else { return nil }
            return Trial(grantedOn: granted, expiresOn: expires)
        }
        return trial ?? nil
    }

    private func members(
        _ key: String, _ value: JSONValue, _ reader: inout JSONObjectReader
    ) -> [String: WorkspaceRole]? {
        guard let object = value.objectValue else {
            reader.report(key, .wrongType, "\(reader.path(of: key)) is \(value.kindName); an object was expected.")
            return nil
        }
        var members: [String: WorkspaceRole] = [:]
        for member in object.members {
            guard let role = member.value.stringValue.flatMap(WorkspaceRole.init(rawValue:)) else {
                let known = WorkspaceRole.allCases.map(\.rawValue).joined(separator: " or ")
                reader.report(
                    "\(key).\(member.key)", .badChoice, "The role of a member of a workspace is \(known).")
                continue
            }
            members[member.key] = role
        }
        return members
    }
}

extension JSONProblem.Kind {
    fileprivate var rule: FieldProblem.Rule {
        switch self {
        case .missing: .missing
        case .wrongType, .badChoice: .malformed
        case .outOfRange: .outOfRange
        case .unknown: .unknown
        }
    }
}
