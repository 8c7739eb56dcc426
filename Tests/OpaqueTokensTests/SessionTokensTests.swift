import Cryptography
import IdentityCore
import OpaqueTokens
import Testing

@Suite struct SessionTokensTests {
    private struct TrueRandom: RandomSource {
        func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
    }

    private func tokens(key first: UInt8 = 0, random: any RandomSource = TrueRandom()) -> SessionTokens {
        SessionTokens(keys: MasterKeyRing(MasterKey.generate(from: FixedRandom(first: first))), random: random)
    }

    @Test func aTokenIsRecognisedByItsDigest() {
        let tokens = tokens()
        let (token, digest) = tokens.mint()
        #expect(tokens.digests(of: token) == [digest])
        #expect(digest.bytes.count == 32)
        #expect(tokens.mint().digest != digest)
    }

    /// Computed with Python's standard library. The form is a promise to those who wrote it into a scanner, the digest to the sessions on file.
    @Test func theTextAndTheDigestOfATokenStayAsTheyAre() {
        let (token, digest) = tokens(random: FixedRandom(first: 100)).mint()
        #expect(token.reveal { $0 } == "ghs_ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1-f4CBgoOUvF6e")
        #expect(Hexadecimal.encode(digest.bytes) == "f87ccc14d34194262c5fa6b73d8b8481a3a2e27c4e47201c9d9ff0142b79a3bf")
    }

    @Test func anotherMasterKeyGivesAnotherDigest() {
        let (token, digest) = tokens(key: 0).mint()
        let others = tokens(key: 1).digests(of: token)
        #expect(others.count == 1)
        #expect(!others.contains(digest))
    }

    @Test func aTokenWithOneCharacterChangedIsRefused() {
        let tokens = tokens()
        let text = tokens.mint().token.reveal { Array($0.utf8) }
        for position in text.indices {
            var changed = text
            changed[position] = changed[position] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(tokens.digests(of: Secret(String(decoding: changed, as: UTF8.self))).isEmpty)
        }
    }

    @Test func textsOfAnotherShapeAreRefused() {
        let tokens = tokens()
        let text = tokens.mint().token.reveal { $0 }
        let others = [
            "", "ghs_", " " + text, text + " ", text + "=", String(text.dropLast()), String(text.dropFirst()),
            text.uppercased(), "ghp_" + text.dropFirst(4), "\0", "ghs_" + String(repeating: "\0", count: 48),
            String(text.dropLast(2)) + "é", String(repeating: "a", count: 1_000_000), text.dropLast() + "+",
        ]
        for other in others { #expect(tokens.digests(of: Secret(other)).isEmpty) }
    }
}
