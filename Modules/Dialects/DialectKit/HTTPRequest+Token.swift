package import HTTPCore
import IdentityCore

extension HTTPRequest {
    /// Whether a token stands in the address, where proxies and browsers write it down (RFC 6750 section 5.3).
    package var hasTokenInAddress: Bool { Self.mayHold(target[...]) && Self.holdsToken(target[...]) }

    /// The path as a log may show it: a segment with a token in it is left out.
    package var pathWithoutTokens: String {
        guard Self.mayHold(path), Self.holdsToken(path) else { return String(path) }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            Self.holdsToken(segment) ? "[token]" : String(segment)
        }.joined(separator: "/")
    }

    /// Nearly no address is longer than a token; the others are not looked at.
    private static func mayHold(_ text: Substring) -> Bool { text.utf8.count > 33 }

    private static func holdsToken(_ text: Substring) -> Bool {
        TokenText.stands(in: text)
            || text.utf8.contains(0x25) && PercentCoding.decode(text).map { TokenText.stands(in: $0) } ?? false
    }
}
