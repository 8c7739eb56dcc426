import HTTPCore
import IdentityCore

/// The fields of one request, read so that there is one reading only.
struct FieldReading {
    private let fields: [String: [Secret]]

    init(_ assertion: PresentedAssertion) { fields = assertion.fields }

    /// Whether anything stands under a name that is nobody's, such as one with an underscore.
    func holds(otherThan known: Set<String>) -> Bool { fields.keys.contains { !known.contains($0) } }

    func holds(_ name: String) -> Bool { fields[name] != nil }

    /// Whether a name with one underscore or more reads like one of these where servers take both for the same.
    func holdsTwisted(_ names: Set<String>) -> Bool {
        fields.keys.contains { $0.contains("_") && names.contains(String($0.map { $0 == "_" ? "-" : $0 })) }
    }

    /// - Returns: `nil` when the field is not there.
    /// - Throws: when it is there twice or empty, or holds what no proxy writes: a control character, or bytes that are not
    ///   UTF-8.
    func value(_ name: String) throws(UnreadableField) -> String? {
        guard let values = fields[name] else { return nil }
        guard values.count == 1 else { throw UnreadableField() }
        let text = values[0].reveal { $0 }
        guard !text.isEmpty,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{FFFD}" })
        else { throw UnreadableField() }
        return text
    }

    /// A field that two proxies have written becomes one with a comma on some ways: then nobody knows whose it is.
    func login(_ name: String) throws(UnreadableField) -> String? {
        guard let text = try value(name) else { return nil }
        guard !text.contains(",") else { throw UnreadableField() }
        return text
    }
}

struct UnreadableField: Error {}
