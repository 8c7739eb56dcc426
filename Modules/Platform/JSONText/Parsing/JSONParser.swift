/// Reads a whole text as one JSON value.
///
/// Stricter than RFC 8259 asks: no duplicate keys, no unpaired surrogates, no byte order mark, no integer beyond
/// 64 bits and no number beyond a double, because two readers could take each of them for different things.
/// `\u0000` is a character like others here; who stores the text has to refuse it.
package enum JSONParser {
    package static func parse(
        _ bytes: [UInt8], options: JSONOptions = .strict
    ) throws(JSONSyntaxError) -> JSONValue {
        var scanner = JSONScanner(bytes, options)
        return try scanner.document()
    }
}
