import Cryptography
import IdentityCore
import OpaqueTokens
import Testing

@Suite struct OneTimeCodesTests {
    private let codes = OneTimeCodes(random: SystemGenerator())

    @Test func aCodeHasAtLeast128BitsAndIsRecognisedByItsDigest() throws {
        var texts: Set<String> = []
        for _ in 0..<100 {
            let (code, digest) = codes.mint()
            #expect(codes.digest(of: code) == digest)
            code.reveal { text in
                #expect(text.hasPrefix("ghc_") && text.utf8.count == 42)
                #expect(digest.bytes == SHA256.digest(Array(text.utf8)))
                texts.insert(text)
            }
        }
        #expect(texts.count == 100)
    }

    @Test func i01_aCodeThatIsCutChangedOrOfAnotherKindIsRefused() {
        let text = codes.mint().code.reveal { $0 }
        let other = text.last == "0" ? "1" : "0"
        let key = AccessKeyTokens(random: SystemGenerator()).mint().token.reveal { $0 }
        let forged = [
            "", "ghc_", String(text.dropLast()), text + "0", String(text.dropLast()) + other, text.uppercased(),
            " " + text, "gh_" + String(text.dropFirst(4)), key, "ghc_" + String(key.dropFirst(3)),
        ]
        for code in forged { #expect(codes.digest(of: Secret(code)) == nil, "\(code)") }
    }

    @Test func aFirstPasswordHas154BitsAndIsAsLongAsThePolicyAsksFor() {
        #expect(codes.password(minimumLength: 12).reveal { $0.count } == 26)
        #expect(codes.password(minimumLength: 128).reveal { $0.count } == 128)
        let made = Set((0..<100).map { _ in codes.password(minimumLength: 8).reveal { $0 } })
        #expect(made.count == 100)
    }
}

private struct SystemGenerator: RandomSource {
    func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
}
