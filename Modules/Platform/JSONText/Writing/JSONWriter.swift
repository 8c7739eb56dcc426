/// Appends JSON to a buffer, without values in between: for answers that are made for every request.
///
///     var writer = JSONWriter()
///     writer.object {
///         $0.field("id", id)
///         $0.array("roles") { for role in roles { $0.value(role.name) } }
///     }
///     let body = writer.bytes
///
/// Commas are its business, the shape is the caller's: a `field` belongs into an object, a `value` into an array or
/// at the top. Keys are fixed texts that need no escape; for others there is `field(named:_:)`.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next element of the array or object that is open.
    private var needsComma = false

    /// - Parameter capacity: the expected length in bytes.
    package init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func begin(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(key)
        bytes.append("\":")
    }

    private mutating func enclose<Failure: Error>(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        bytes.append(UInt8(ascii: opening))
        needsComma = false
        try content(&self)
        bytes.append(UInt8(ascii: closing))
        needsComma = true
    }
}

// Values: elements of an array, or the whole text.
extension JSONWriter {
    package mutating func object<Failure: Error>(
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        separate()
        try enclose("{", "}", content)
    }

    package mutating func array<Failure: Error>(
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        separate()
        try enclose("[", "]", content)
    }

    package mutating func value(_ text: String) {
        separate()
        bytes.appendJSONString(text)
    }

    package mutating func value(_ number: Int64) {
        separate()
        bytes.appendDecimal(number)
    }

    package mutating func value(_ number: Int) { value(Int64(number)) }

    package mutating func value(_ flag: Bool) {
        separate()
        if flag { bytes.append("true") } else { bytes.append("false") }
    }

    package mutating func value(_ value: JSONValue) {
        separate()
        bytes.appendCompact(value)
    }

    package mutating func null() {
        separate()
        bytes.append("null")
    }
}

// Objects and arrays whose content comes bit by bit, while something is waited for.
extension JSONWriter {
    package mutating func openObject() { open("{") }

    package mutating func openObject(_ key: StaticString) {
        begin(key)
        needsComma = false
        open("{")
    }

    package mutating func openArray(_ key: StaticString) {
        begin(key)
        needsComma = false
        open("[")
    }

    package mutating func closeObject() { close("}") }

    package mutating func closeArray() { close("]") }

    private mutating func open(_ sign: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: sign))
        needsComma = false
    }

    private mutating func close(_ sign: Unicode.Scalar) {
        bytes.append(UInt8(ascii: sign))
        needsComma = true
    }
}

// Fields: members of an object.
extension JSONWriter {
    package mutating func object<Failure: Error>(
        _ key: StaticString, _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        begin(key)
        try enclose("{", "}", content)
    }

    /// - Parameter key: ASCII that needs no escape, such as an identifier.
    package mutating func object<Failure: Error>(
        plain key: Span<UInt8>, _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        bytes.append("\":")
        try enclose("{", "}", content)
    }

    package mutating func array<Failure: Error>(
        _ key: StaticString, _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        begin(key)
        try enclose("[", "]", content)
    }

    package mutating func field(_ key: StaticString, _ text: String) {
        begin(key)
        bytes.appendJSONString(text)
    }

    /// `nil` is written as `null`.
    package mutating func field(_ key: StaticString, _ text: String?) {
        if let text { field(key, text) } else { null(key) }
    }

    /// A text of ASCII that needs no escape, such as a time or an identifier.
    package mutating func field(_ key: StaticString, plain text: Span<UInt8>) {
        begin(key)
        bytes.append(UInt8(ascii: "\""))
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func field(_ key: StaticString, _ number: Int64) {
        begin(key)
        bytes.appendDecimal(number)
    }

    package mutating func field(_ key: StaticString, _ number: Int) { field(key, Int64(number)) }

    package mutating func field(_ key: StaticString, _ number: Double) {
        begin(key)
        bytes.appendNumber(number)
    }

    package mutating func field(_ key: StaticString, _ flag: Bool) {
        begin(key)
        if flag { bytes.append("true") } else { bytes.append("false") }
    }

    package mutating func field(_ key: StaticString, _ value: JSONValue) {
        begin(key)
        bytes.appendCompact(value)
    }

    package mutating func null(_ key: StaticString) {
        begin(key)
        bytes.append("null")
    }

    /// For a key that is known only when the program runs.
    package mutating func field(named key: String, _ value: JSONValue) {
        separate()
        bytes.appendJSONString(key)
        bytes.append(UInt8(ascii: ":"))
        bytes.appendCompact(value)
    }
}
