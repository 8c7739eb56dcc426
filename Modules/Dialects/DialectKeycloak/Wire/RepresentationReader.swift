import FoundationEssentials
import IdentityCore
import JSONText

/// Reads one representation of Keycloak's: members that Keycloak has and this server passes over are known, any other is
/// refused in its words.
struct RepresentationReader {
    private let object: JSONObject
    private var problems: [FieldProblem] = []

    /// - Parameter known: every member that the representation may have.
    init(_ object: JSONObject, known: Set<String>) {
        self.object = object
        for key in object.keys where !known.contains(key) {
            let shown = String(key.unicodeScalars.prefix(64).map { $0.value < 0x20 ? " " : Character($0) })
            problems.append(FieldProblem(shown, .unknown, "Unrecognized field \"\(shown)\""))
        }
    }

    func has(_ key: String) -> Bool { object[key] != nil }

    func value(_ key: String) -> JSONValue? { object[key].flatMap { $0.isNull ? nil : $0 } }

    mutating func string(_ key: String) -> String? { typed(key, "a string") { $0.stringValue } }

    /// Attributes of clients come as JSON booleans too, and others as texts.
    mutating func bool(_ key: String) -> Bool? {
        typed(key, "a boolean") { $0.boolValue ?? $0.stringValue.flatMap { Bool($0.lowercased()) } }
    }

    mutating func strings(_ key: String) -> [String]? {
        typed(key, "a list of strings") { value in
            guard let items = value.arrayValue else { return nil }
            let texts = items.compactMap(\.stringValue)
            return texts.count == items.count ? texts : nil
        }
    }

    mutating func objects(_ key: String) -> [JSONObject]? {
        typed(key, "a list of objects") { value in
            guard let items = value.arrayValue else { return nil }
            let objects = items.compactMap(\.objectValue)
            return objects.count == items.count ? objects : nil
        }
    }

    /// Names with lists of texts; a text alone counts as a list of one.
    mutating func attributes(_ key: String) -> JSONObject? {
        let read: JSONObject? = typed(key, "an object of lists of strings") { value in
            guard let object = value.objectValue else { return nil }
            var attributes = JSONObject()
            for member in object.members {
                let items = member.value.arrayValue ?? [member.value]
                guard items.allSatisfy({ $0.stringValue != nil }) else { return nil }
                attributes[member.key] = .array(items)
            }
            return attributes
        }
        return read
    }

    mutating func report(_ key: String, _ rule: FieldProblem.Rule, _ message: String) {
        problems.append(FieldProblem(key, rule, message))
    }

    func finish() throws(ServiceError) {
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    private mutating func typed<Value>(
        _ key: String, _ wanted: String, _ read: (JSONValue) -> Value?
    ) -> Value? {
        guard let member = value(key) else { return nil }
        guard let value = read(member) else {
            report(key, .malformed, "\(key) is \(member.kindName); \(wanted) was expected")
            return nil
        }
        return value
    }
}
