import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension RequestReader {
    /// The whole body, which has to be an object; its members are whoever's who reads it.
    mutating func wholeObject() throws(ServiceError) -> JSONObject {
        body.takeAll()
        guard case .json(.object(let object)) = content else { throw Self.wrongBody("an object") }
        return object
    }

    func array() throws(ServiceError) -> [JSONValue] {
        guard case .json(.array(let values)) = content else { throw Self.wrongBody("an array") }
        return values
    }

    func strings() throws(ServiceError) -> [String] {
        let values = try array(), texts = values.compactMap(\.stringValue)
        guard texts.count == values.count else { throw Self.wrongBody("an array of strings") }
        return texts
    }

    private static func wrongBody(_ wanted: String) -> ServiceError {
        .invalidInput([FieldProblem("body", .malformed, "The body has to be \(wanted).")])
    }

    /// As Python writes it: `True`, `False`.
    mutating func flag(_ name: String) -> Bool {
        switch query(name)?.lowercased() {
        case nil, "false": return false
        case "true": return true
        default:
            report(FieldProblem(name, .malformed, "\(name) is True or False."))
            return false
        }
    }
}

extension JSONObjectReader {
    /// - Throws: `invalidInput` with everything that was wrong so far.
    mutating func requireSound() throws(ServiceError) {
        finish()
        guard problems.isEmpty else { throw .invalidInput(problems.map(FieldProblem.init)) }
    }

    /// A text that may be null or empty, which both stand for none.
    mutating func filled(_ key: String) -> String? {
        guard case .value(let text) = nullableString(key), !text.isEmpty else { return nil }
        return text
    }

    /// Names as the client knows them.
    mutating func names(_ key: String) -> [WireName]? {
        guard let texts = strings(key) else { return nil }
        let names = texts.compactMap(WireName.init(wire:))
        if names.count != texts.count { report(key, .wrongType, "A name in \(key) can't be read.") }
        return names
    }
}

extension JSONObject {
    init?(text: String?) {
        guard let text, let object = (try? JSONParser.parse(Array(text.utf8), options: .strict))?.objectValue else {
            return nil
        }
        self = object
    }

    var text: String { String(decoding: JSONValue.object(self).encoded(), as: UTF8.self) }

    func without(_ keys: Set<String>) -> JSONObject {
        JSONObject(members.filter { !keys.contains($0.key) }.map { ($0.key, $0.value) })
    }
}
