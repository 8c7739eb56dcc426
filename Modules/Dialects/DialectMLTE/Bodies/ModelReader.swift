import JSONText

/// What a body can be read as.
protocol BodyModel {
    /// The beginnings of places in the body where problems are reported: several for one of several models.
    static var alternatives: [[JSONValue]] { get }
    static func read(_ body: JSONObject) -> Result<Self, InvalidBody>
}

extension BodyModel {
    static var alternatives: [[JSONValue]] { [[]] }
}

struct InvalidBody: Error {
    let items: [ValidationItem]
}

/// Takes members of a JSON object as MLTE's models do, and gathers what is wrong with them.
struct ModelReader {
    let object: JSONObject
    private let place: [JSONValue]
    private(set) var items: [ValidationItem] = []

    init(_ object: JSONObject, at place: [JSONValue] = ["body"]) {
        self.object = object
        self.place = place
    }

    mutating func requiredString(_ key: String) -> String {
        guard let value = object[key] else {
            items.append(.missing(at: place + [.string(key)], in: .object(object)))
            return ""
        }
        return string(value, key) ?? ""
    }

    /// Empty texts count as none: the core has no empty names.
    mutating func optionalString(_ key: String) -> String? {
        guard let value = object[key], !value.isNull else { return nil }
        return string(value, key).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Also the words that MLTE takes for a truth value.
    mutating func flag(_ key: String) -> Bool {
        guard let value = object[key] else { return false }
        if let flag = value.boolValue { return flag }
        let word = value.stringValue?.lowercased() ?? value.doubleValue.map { $0 == 1 ? "1" : $0 == 0 ? "0" : "" }
        switch word {
        case "1", "true", "t", "yes", "y", "on": return true
        case "0", "false", "f", "no", "n", "off": return false
        case nil: add("bool_type", "Input should be a valid boolean", value, key)
        default: add("bool_parsing", "Input should be a valid boolean, unable to interpret input", value, key)
        }
        return false
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, default standard: Choice?
    ) -> Choice? where Choice.RawValue == String {
        guard let value = object[key] else {
            if standard == nil { items.append(.missing(at: place + [.string(key)], in: .object(object))) }
            return standard
        }
        if let choice = value.stringValue.flatMap(Choice.init) { return choice }
        let words = Choice.allCases.map { "'\($0.rawValue)'" }
        let expected = words.dropLast().joined(separator: ", ") + " or \(words.last ?? "")"
        add("enum", "Input should be \(expected)", value, key, context: ["expected": .string(expected)])
        return standard
    }

    /// The objects of a list, each read by `read`; none when there is no list.
    mutating func list<Item>(_ key: String, _ read: (inout ModelReader) -> Item?) -> [Item] {
        guard let value = object[key] else { return [] }
        guard let elements = value.arrayValue else {
            add("list_type", "Input should be a valid list", value, key)
            return []
        }
        var found: [Item] = []
        for (number, element) in elements.enumerated() {
            let place = place + [.string(key), .integer(Int64(number))]
            guard let object = element.objectValue else {
                items.append(.noObject(element, at: place))
                continue
            }
            var reader = ModelReader(object, at: place)
            if let item = read(&reader) { found.append(item) }
            items += reader.items
        }
        return found
    }

    private mutating func string(_ value: JSONValue, _ key: String) -> String? {
        if let text = value.stringValue { return text }
        add("string_type", "Input should be a valid string", value, key)
        return nil
    }

    private mutating func add(
        _ type: String, _ message: String, _ input: JSONValue, _ key: String, context: JSONObject? = nil
    ) {
        items.append(
            ValidationItem(
                type: type, place: place + [.string(key)], message: message, input: input, context: context))
    }
}
