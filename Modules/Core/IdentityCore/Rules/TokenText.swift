/// Finds what looks like a bearer token of ours where none belongs: in an address or a log line.
package enum TokenText {
    /// Shorter ones are words that happen to begin so; a cut token that is longer is still one.
    private static let shortestBody = 30
    private static let prefixes = [Array("gh_".utf8), Array("ghs_".utf8)]

    /// Asked of every address: one look at each byte, and at a word only where one may begin that is a token.
    package static func stands(in text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        for start in bytes.indices where bytes[start] == UInt8(ascii: "g") {
            guard start == 0 || !isLetterOrDigit(bytes[start - 1]) else { continue }
            // No further than the shortest token: what a client has written may be long, and hold many a beginning.
            for prefix in prefixes where bytes[start...].starts(with: prefix) {
                let body = bytes[(start + prefix.count)...].prefix(shortestBody)
                if body.count == shortestBody, body.allSatisfy(isOfToken) { return true }
            }
        }
        return false
    }

    private static func isOfToken(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == 0x5F || byte == 0x2D }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
