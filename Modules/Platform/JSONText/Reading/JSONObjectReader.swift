/// Reads the members of one object, and gathers every problem instead of stopping at the first: missing members, wrong
/// types, and, at `finish`, members that nobody asked for.
package struct JSONObjectReader: Sendable {
    /// A member that may be left out, `null` or given.
    package enum Presence<Value: Sendable>: Sendable {
        case absent, null
        case value(Value)
    }

    /// Where this object stands in the whole text; empty at the top.
    package let path: String
    package private(set) var problems: [JSONProblem] = []
    private let object: JSONObject
    private let passesOverUnknown: Bool
    private var asked: Set<String> = []

    /// - Parameter passesOverUnknown: members that nobody asked for are no problem, here and in nested objects.
    package init(_ object: JSONObject, path: String = "", passesOverUnknown: Bool = false) {
        self.object = object
        self.path = path
        self.passesOverUnknown = passesOverUnknown
    }

    /// Reports members that nobody asked for. Call it last.
    package mutating func finish() {
        guard !passesOverUnknown else { return }
        for key in object.keys where !asked.contains(key) {
            let shown = String(key.unicodeScalars.prefix(64).map { $0.value < 0x20 ? " " : Character($0) })
            problems.append(
                JSONProblem(path: path(of: shown), kind: .unknown, message: "There is no field \"\(shown)\" here."))
        }
    }

    package mutating func report(_ key: String, _ kind: JSONProblem.Kind, _ message: String) {
        problems.append(JSONProblem(path: path(of: key), kind: kind, message: message))
    }

    package func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    package mutating func has(_ key: String) -> Bool {
        asked.insert(key)
        return object[key] != nil
    }

    /// Whoever asks this takes members of any name; none is reported.
    package mutating func takeAll() { asked.formUnion(object.keys) }

    /// The member as it stands there, for whoever reads it further.
    package mutating func value(_ key: String) -> JSONValue? {
        asked.insert(key)
        return object[key]
    }

    private mutating func typed<Value>(
        _ key: String, required: Bool, _ wanted: String, _ read: (JSONValue) -> Value?
    ) -> Value? {
        guard let member = value(key) else {
            if required { report(key, .missing, "\(path(of: key)) is missing.") }
            return nil
        }
        guard let value = read(member) else {
            report(key, .wrongType, "\(path(of: key)) is \(member.kindName); \(wanted) was expected.")
            return nil
        }
        return value
    }

    package mutating func string(_ key: String, required: Bool = false) -> String? {
        typed(key, required: required, "a string") { $0.stringValue }
    }

    package mutating func nullableString(_ key: String) -> Presence<String> {
        guard let member = value(key) else { return .absent }
        if member.isNull { return .null }
        guard let text = string(key) else { return .absent }
        return .value(text)
    }

    package mutating func bool(_ key: String, required: Bool = false) -> Bool? {
        typed(key, required: required, "a boolean") { $0.boolValue }
    }

    package mutating func integer(
        _ key: String, in range: ClosedRange<Int> = Int.min...Int.max, required: Bool = false
    ) -> Int? {
        guard let number = typed(key, required: required, "a whole number", { $0.integerValue }) else { return nil }
        guard let value = Int(exactly: number), range.contains(value) else {
            report(key, .outOfRange, "\(path(of: key)) lies outside \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return value
    }

    package mutating func strings(_ key: String, required: Bool = false) -> [String]? {
        typed(key, required: required, "an array of strings") { value in
            guard let elements = value.arrayValue else { return nil }
            let texts = elements.compactMap(\.stringValue)
            return texts.count == elements.count ? texts : nil
        }
    }

    /// One of the raw values of `Choice`.
    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, as type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        guard let text = string(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        report(key, .badChoice, "\(path(of: key)) is one of \(known).")
        return nil
    }

    /// Reads a nested object; its problems, unknown members included, become this reader's.
    package mutating func object<Value>(
        _ key: String, _ read: (inout JSONObjectReader) -> Value
    ) -> Value? {
        guard let nested = typed(key, required: false, "an object", { $0.objectValue }) else { return nil }
        return descend(into: nested, at: path(of: key), read)
    }

    /// Reads an array of objects.
    package mutating func objects<Value>(
        _ key: String, _ read: (inout JSONObjectReader) -> Value
    ) -> [Value]? {
        guard let elements = typed(key, required: false, "an array of objects", { $0.arrayValue }) else { return nil }
        return elements.enumerated().compactMap { index, element -> Value? in
            let place = "\(path(of: key))[\(index)]"
            guard let nested = element.objectValue else {
                problems.append(
                    JSONProblem(
                        path: place, kind: .wrongType,
                        message: "\(place) is \(element.kindName); an object was expected."))
                return nil
            }
            return descend(into: nested, at: place, read)
        }
    }

    private mutating func descend<Value>(
        into nested: JSONObject, at place: String, _ read: (inout JSONObjectReader) -> Value
    ) -> Value {
        var reader = JSONObjectReader(nested, path: place, passesOverUnknown: passesOverUnknown)
        let value = read(&reader)
        reader.finish()
        problems += reader.problems
        return value
    }
}
