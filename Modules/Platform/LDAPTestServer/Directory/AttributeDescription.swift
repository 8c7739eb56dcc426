/// A type with its options, such as `cn;lang-de` (RFC 4512 section 2.5).
struct AttributeDescription: Sendable {
    let type: AttributeType
    /// In lower case.
    let options: Set<String>

    /// - Returns: `nil` for what can be no attribute description.
    init?(_ text: String) {
        var parts = text.split(separator: ";", omittingEmptySubsequences: false)
        let name = parts.removeFirst()
        guard Self.isDescriptor(name) || Self.isNumeric(name) else { return nil }
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isKeyByte) }) else { return nil }
        type = AttributeType(named: String(name))
        options = Set(parts.map { $0.lowercased() })
    }

    /// Whether who asks for this gets that: the same type, with at least the options (RFC 4512 section 2.5.2.1).
    func covers(_ other: AttributeDescription) -> Bool {
        type.key == other.type.key && options.isSubset(of: other.options)
    }

    /// A keystring (RFC 4512 section 1.4).
    private static func isDescriptor(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, isLetter(first) else { return false }
        return name.utf8.allSatisfy(isKeyByte)
    }

    private static func isNumeric(_ name: Substring) -> Bool {
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count > 1 && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == 0x2D }
    private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
