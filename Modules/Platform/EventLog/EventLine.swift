import JSONText

/// Writes one event as one line of JSON (RFC 8259), newline included.
struct EventLine {
    private(set) var bytes: [UInt8] = []

    /// - Parameter time: milliseconds since 1970-01-01T00:00:00Z.
    init(time: Int64, level: EventLevel, event: StaticString, fields: [EventField]) {
        bytes.reserveCapacity(256)
        append(#"{"time":""#)
        Timestamp.append(time, to: &bytes)
        append(#"","level":""#)
        append(level.name)
        append(#"","event":"#)
        JSONString.append(event, to: &bytes)
        for field in fields {
            bytes.append(UInt8(ascii: ","))
            JSONString.append(field.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            append(field.value)
        }
        append("}\n")
    }

    private mutating func append(_ value: EventField.Value) {
        switch value {
        case .string(let text): JSONString.append(text, to: &bytes)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .milliseconds(let number): append(milliseconds: number)
        case .boolean(let flag): append(flag ? "true" : "false")
        }
    }

    private mutating func append(milliseconds number: Double) {
        let thousandths = (number * 1_000).rounded()
        guard let exact = Int64(exactly: thousandths) else { return append("null") }
        if exact < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, rest) = exact.magnitude.quotientAndRemainder(dividingBy: 1_000)
        bytes.append(contentsOf: String(whole).utf8)
        bytes.append(UInt8(ascii: "."))
        Digits.append(Int64(rest), width: 3, to: &bytes)
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}
