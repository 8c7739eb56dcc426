import IdentityCore
import IdentityServices
import JSONText

/// What only Keycloak knows of a thing: its attributes, kept as the thing's document of this dialect.
struct Annotation {
    static let name = DocumentName.annotation(of: KeycloakDialect.name)
    private static let key = "attributes"

    let attributes: JSONObject

    init(_ document: Document?) { self.init(text: document?.text) }

    init(text: String?) {
        let object = text.flatMap { try? JSONParser.parse(Array($0.utf8), options: .strict).objectValue }
        attributes = object?[Self.key]?.objectValue ?? JSONObject()
    }

    init(_ attributes: JSONObject) { self.attributes = attributes }

    /// - Returns: `nil` when there is nothing to keep.
    var text: String? {
        guard !attributes.isEmpty else { return nil }
        return String(decoding: JSONValue.object([Self.key: .object(attributes)]).encoded(), as: UTF8.self)
    }

    /// Keycloak's `q`: `key:value key2:value2`, each in quotes if it holds a blank.
    static func condition(_ query: String) -> DocumentCondition? {
        let wanted = words(query).compactMap { word -> (String, String)? in
            guard let colon = word.firstIndex(of: ":") else { return nil }
            return (String(word[..<colon]), String(word[word.index(after: colon)...]))
        }
        guard !wanted.isEmpty else { return nil }
        return DocumentCondition(query) { text in
            let attributes = Annotation(text: text).attributes
            return wanted.allSatisfy { key, value in
                attributes[key]?.arrayValue?.contains { $0.stringValue == value } ?? false
            }
        }
    }

    /// Parted by blanks outside of quotes; the quotes are left out.
    private static func words(_ text: String) -> [String] {
        var words: [String] = [], word = "", isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case " " where !isQuoted:
                if !word.isEmpty { words.append(word) }
                word = ""
            default: word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
