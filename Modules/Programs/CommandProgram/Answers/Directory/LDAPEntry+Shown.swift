import CommandParsing
import FoundationEssentials
import JSONText
import LDAPKit

extension LDAPSearchAnswer {
    /// As in LDIF (RFC 2849), with text outside of ASCII left readable.
    /// - Parameter named: what was asked for by name, which is shown even where it is a password.
    func text(named: [String]) -> String {
        entries.map { $0.text(HiddenAttributes(except: named)) }.joined(separator: "\n")
            + references.map { "# \(PrintableText.sanitized($0)) would know more\n" }.joined()
    }

    /// - Parameter named: as with `text`.
    func object(named: [String]) -> JSONObject {
        [
            "entries": .array(entries.map { .object($0.object(HiddenAttributes(except: named))) }),
            "complete": .bool(isComplete),
            "references": .array(references.map(JSONValue.string)),
        ]
    }
}

extension LDAPEntry {
    fileprivate func text(_ hidden: HiddenAttributes) -> String {
        let lines =
            [Self.line("dn", Array(dn.utf8))]
            + attributeNames.flatMap { name in
                values(name).map { Self.line(name, hidden.covers(name) ? HiddenAttributes.mask : $0) }
            }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func line(_ name: String, _ value: [UInt8]) -> String {
        guard let text = String(validating: value, as: UTF8.self), isPlain(text) else {
            return "\(PrintableText.sanitized(name)):: \(Data(value).base64EncodedString())"
        }
        return "\(PrintableText.sanitized(name)): \(text)"
    }

    /// Whether the text can stand there as it is, for the reader and for the terminal.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last else { return true }
        return !" :<".contains(first) && last != " " && PrintableText.sanitized(text) == text
    }

    fileprivate func object(_ hidden: HiddenAttributes) -> JSONObject {
        [
            "dn": .string(dn),
            "attributes": .object(
                JSONObject(
                    attributeNames.map { name in
                        (
                            name,
                            .array(values(name).map { Self.value(hidden.covers(name) ? HiddenAttributes.mask : $0) })
                        )
                    })),
        ]
    }

    /// What is no text is an object with the bytes in base64.
    private static func value(_ bytes: [UInt8]) -> JSONValue {
        String(validating: bytes, as: UTF8.self).map(JSONValue.string)
            ?? ["base64": .string(Data(bytes).base64EncodedString())]
    }
}
