extension JSONValue {
    /// As UTF-8.
    /// - Parameter pretty: one member a line, indented by two spaces, for people.
    package func encoded(pretty: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        if pretty { bytes.appendIndented(self, level: 0) } else { bytes.appendCompact(self) }
        return bytes
    }
}

extension [UInt8] {
    mutating func appendCompact(_ value: JSONValue) {
        switch value {
        case .array(let elements):
            append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { append(UInt8(ascii: ",")) }
                appendCompact(element)
            }
            append(UInt8(ascii: "]"))
        case .object(let object):
            append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { append(UInt8(ascii: ",")) }
                appendJSONString(member.key)
                append(UInt8(ascii: ":"))
                appendCompact(member.value)
            }
            append(UInt8(ascii: "}"))
        case .null: append("null")
        case .bool(true): append("true")
        case .bool(false): append("false")
        case .integer(let number): appendDecimal(number)
        case .number(let number): appendNumber(number)
        case .string(let text): appendJSONString(text)
        }
    }

    mutating func appendIndented(_ value: JSONValue, level: Int) {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                appendLineBreak(afterComma: index > 0, level: level + 1)
                appendIndented(element, level: level + 1)
            }
            appendLineBreak(afterComma: false, level: level)
            append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                appendLineBreak(afterComma: index > 0, level: level + 1)
                appendJSONString(member.key)
                append(": ")
                appendIndented(member.value, level: level + 1)
            }
            appendLineBreak(afterComma: false, level: level)
            append(UInt8(ascii: "}"))
        default: appendCompact(value)
        }
    }

    private mutating func appendLineBreak(afterComma: Bool, level: Int) {
        if afterComma { append(UInt8(ascii: ",")) }
        append(UInt8(ascii: "\n"))
        append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }
}
