import IdentityCore
import JSONText

/// One of the settings documents of the server. What the configuration file says of a source is shown as it is and can't
/// be changed from here; everything else is kept as it was given. Secrets of a source are shown as a mask and never kept.
struct SettingsForm: Sendable {
    let name: DocumentName
    let defaults: JSONObject
    /// What the configuration says, and whose value nothing changes; by path.
    let fixed: [(path: [String], value: JSONValue)]
    /// Secrets, by path, and whether the configuration has one.
    let secrets: [(path: [String], isSet: Bool)]

    func shown(_ stored: JSONObject) -> JSONObject {
        var object = defaults
        for member in stored.members { object[member.key] = member.value }
        for (path, value) in fixed { object.set(value, at: path[...]) }
        for (path, isSet) in secrets where isSet || object.value(at: path[...]) != nil {
            object.set(.string(isSet ? Mask.text : ""), at: path[...])
        }
        return object
    }

    /// What is to be stored of what a client sends.
    /// - Throws: `invalidInput` for a change of what only the configuration changes.
    func stored(_ given: JSONObject) throws(ServiceError) -> JSONObject {
        var object = given, problems: [FieldProblem] = []
        for (path, value) in fixed {
            if let wanted = given.value(at: path[...]), wanted != value {
                let field = path.joined(separator: ".")
                problems.append(
                    FieldProblem(field, .malformed, "\(field) stands in the configuration file; change it there."))
            }
            object.set(nil, at: path[...])
        }
        for (path, isSet) in secrets {
            switch given.value(at: path[...]) {
            case nil, .null?, .string("")?: break
            case .string(Mask.text)? where isSet: break
            default:
                let field = path.joined(separator: ".")
                problems.append(
                    FieldProblem(
                        field, .malformed, "\(field) is kept in a file that the configuration names, not here."))
            }
            object.set(nil, at: path[...])
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
        return object
    }
}

extension JSONObject {
    fileprivate func value(at path: ArraySlice<String>) -> JSONValue? {
        guard let key = path.first, let member = self[key] else { return nil }
        return path.count == 1 ? member : member.objectValue?.value(at: path.dropFirst())
    }

    fileprivate mutating func set(_ value: JSONValue?, at path: ArraySlice<String>) {
        guard let key = path.first else { return }
        guard path.count > 1 else {
            self[key] = value
            return
        }
        if value == nil, self[key]?.objectValue == nil { return }
        var inner = self[key]?.objectValue ?? JSONObject()
        inner.set(value, at: path.dropFirst())
        self[key] = .object(inner)
    }
}
