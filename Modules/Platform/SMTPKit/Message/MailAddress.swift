/// An address as SMTP takes it everywhere: `name@host`, both dot-atoms in ASCII (RFC 5321 section 4.1.2).
///
/// Quoted names, address literals and addresses beyond ASCII (RFC 6531) are refused: few servers take them, and the
/// former have been a door for injected commands.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// - Throws: why this is no address, as a sentence.
    package init(_ text: String) throws(MailProblem) {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            throw MailProblem(
                .address, "A mail address is written in ASCII, with xn-- in the place of other letters.")
        }
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { throw Self.malformed }
        let name = bytes[..<at], host = bytes[(at + 1)...]
        // RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3, the latter without the angle brackets.
        guard name.count <= 64, bytes.count <= 254 else { throw MailProblem(.address, "The mail address is too long.") }
        guard Self.isDotAtom(name, Self.isInName), Self.isDotAtom(host, Self.isInHost) else { throw Self.malformed }
        // Some servers decode what looks like an encoded word, and then deliver to another address.
        guard !text.contains("=?") else { throw Self.malformed }
        self.text = text
    }

    package var description: String { text }

    private static let malformed = MailProblem(.address, "A mail address looks like name@host.")

    private static func isDotAtom(_ bytes: ArraySlice<UInt8>, _ belongs: (UInt8) -> Bool) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(belongs) }
    }

    private static func isInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// `atext` of RFC 5322 section 3.2.3.
    private static func isInName(_ byte: UInt8) -> Bool { isInHost(byte) || signs.contains(byte) }
    private static let signs = Set("!#$%&'*+/=?^_`{|}~".utf8)
}
