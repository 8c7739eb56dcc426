/// The name of an attribute or of a matching rule, checked (RFC 4512 sections 1.4 and 2.5): a word or an OID, and
/// options behind semicolons.
package struct LDAPAttributeName: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let text: String

    /// - Returns: `nil` when the text is none.
    package init?(_ text: String) {
        guard Self.isValid(text) else { return nil }
        self.text = text
    }

    /// For names that stand in the program.
    package init(stringLiteral text: String) {
        precondition(Self.isValid(text), "not the name of an attribute")
        self.text = text
    }

    package var description: String { text }

    static func isValid(_ text: some StringProtocol) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let name = parts.first, text.utf8.count <= 256, isWord(name) || isOID(name) else { return false }
        return parts.dropFirst().allSatisfy {
            !$0.isEmpty && $0.allSatisfy { isLetter($0) || isDigit($0) || $0 == dash }
        }
    }

    private static let dash = UInt8(ascii: "-")
    private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    private static func isWord(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == dash }
    }

    private static func isOID(_ bytes: some Collection<UInt8>) -> Bool {
        let numbers = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count > 1 && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }
}
