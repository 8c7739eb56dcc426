/// Finds what looks like a bearer token of ours where none belongs: in an address or a log line.
package enum TokenText {
    /// Shorter ones are words that happen to begin so; a cut token that is longer is still one.
    private static let shortestBody = 30
    private static let prefixes = [Array("gh_".utf8), Array("ghs_".utf8)]

    package static func stands(in text: some StringProtocol) -> Bool {
        text.utf8.split(whereSeparator: { !isOfToken($0) }).contains { word in
            word.indices.contains { start in
                let rest = word[start...]
                let beginsWord = start == word.startIndex || !isLetterOrDigit(word[word.index(before: start)])
                return beginsWord
                    && prefixes.contains { rest.starts(with: $0) && rest.count >= $0.count + shortestBody }
            }
        }
    }

    private static func isOfToken(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == 0x5F || byte == 0x2D }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
