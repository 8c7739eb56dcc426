import FoundationEssentials
import IdentityCore
import SQLiteKit

/// Many values as one, so that one prepared statement serves any number of them.
enum ValueList {
    /// The bytes of the identifiers, one behind the other.
    static func bytes<Kind>(_ ids: some Sequence<Identifier<Kind>>) -> [UInt8] {
        ids.flatMap(bytes(of:))
    }

    /// Common table expressions that end in one called `name`, with the identifiers in its column `entry`.
    /// - Parameter parameter: where the bytes are bound, such as `?1`.
    static func identifiers(_ name: String, at parameter: String) -> String {
        """
        \(name)_places (place) AS (
            SELECT 1 WHERE length(\(parameter)) > 0
            UNION ALL
            SELECT place + 16 FROM \(name)_places WHERE place + 16 <= length(\(parameter))
        ),
        \(name) (entry) AS (SELECT substr(\(parameter), place, 16) FROM \(name)_places)
        """
    }

    private static func bytes<Kind>(of id: Identifier<Kind>) -> [UInt8] {
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) = id.rawValue.uuid
        return [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
    }

    /// A JSON array, for `json_each` (RFC 8259 section 7).
    static func json(_ texts: some Sequence<String>) -> String {
        "[" + texts.map(quoted).joined(separator: ",") + "]"
    }

    /// A JSON array of arrays.
    static func json(rows: some Sequence<[String]>) -> String { "[" + rows.map(json).joined(separator: ",") + "]" }

    private static func quoted(_ text: String) -> String {
        // Nearly every text.
        let isPlain = !text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        guard !isPlain else { return "\"\(text)\"" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
