import Cryptography
import IdentityCore
import OpaqueTokens
import Testing

@Suite struct AccessKeyTokensTests {
    private struct TrueRandom: RandomSource {
        func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
    }

    private let tokens = AccessKeyTokens(random: TrueRandom())

    private func digest(_ text: String) -> TokenDigest? { tokens.digest(of: Secret(text)) }

    @Test func aTokenIsRecognisedByItsDigest() {
        let (token, prefix, digest) = tokens.mint()
        let text = token.reveal { $0 }
        #expect(tokens.digest(of: token) == digest)
        #expect(AccessKeyTokens(random: FixedRandom()).digest(of: token) == digest)
        #expect(text.hasPrefix(prefix))
        #expect(prefix.utf8.count == 11)
        #expect(text.utf8.count == 41)
        #expect(text.dropFirst(3).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        #expect(tokens.mint().digest != digest)
    }

    /// Computed with Python's standard library. The form is a promise to those who wrote it into a scanner, the digest to the keys on file.
    @Test func theTextAndTheDigestOfATokenStayAsTheyAre() {
        let (token, prefix, digest) = AccessKeyTokens(random: FixedRandom(first: 230)).mint()
        #expect(token.reveal { $0 } == "gh_ijklmnopqrstuvwxyz0123456789ABCD3E14qC")
        #expect(prefix == "gh_ijklmnop")
        #expect(Hexadecimal.encode(digest.bytes) == "83436305e36b9bfbfaae9e3418902c138d051ec705326d06ad8f78aacdb340ba")
    }

    @Test func t18_aTokenThatIsCutChangedPaddedOrRecasedIsRefused() {
        let text = AccessKeyTokens(random: FixedRandom(first: 7)).mint().token.reveal { $0 }
        #expect(digest(text) != nil)
        for position in text.utf8.indices {
            var changed = Array(text.utf8)
            let index = text.utf8.distance(from: text.startIndex, to: position)
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(digest(String(decoding: changed, as: UTF8.self)) == nil)
        }
        let changed: [String] = [
            "", "gh_", " \(text)", "\(text) ", "\(text)=", "\(text)0", "\(text)\n", String(text.dropLast()),
            String(text.dropFirst()), text.uppercased(), text.lowercased(),
        ]
        let body = text.dropFirst(3)
        let others: [String] = [
            "GH_\(body)", "gh-\(body)", "\(text.dropLast(2))é", "\(text.dropLast())-",
            String(repeating: "a", count: 1_000_000),
            "gh_" + String(repeating: "0", count: 38), "gh_" + String(repeating: "\0", count: 38),
        ]
        for other in changed + others { #expect(digest(other) == nil, "\(other.prefix(50))") }
    }

    @Test func keysAndSessionsAreNeverTakenForEachOther() {
        let sessions = SessionTokens(keys: MasterKeyRing(.generate(from: FixedRandom())), random: TrueRandom())
        let session = sessions.mint().token, key = tokens.mint().token
        #expect(tokens.digest(of: session) == nil)
        #expect(sessions.digests(of: key).isEmpty)
        let body = session.reveal { $0.dropFirst(4) }
        #expect(digest("gh_" + body) == nil)
        #expect(digest("gh_" + body.prefix(38)) == nil)
    }

    @Test func everyCharacterIsEquallyLikely() {
        var counts: [UInt8: Int] = [:]
        for _ in 0..<2_000 {
            for character in tokens.mint().token.reveal({ Array($0.utf8)[3..<35] }) {
                counts[character, default: 0] += 1
            }
        }
        // 64,000 characters of 62 kinds: 1,032 each, give or take 32. Five times that is luck that nobody has; without
        // drawing anew the first eight would come 1,250 times.
        #expect(counts.count == 62)
        #expect(counts.values.allSatisfy { abs($0 - 1_032) < 170 })
    }
}
