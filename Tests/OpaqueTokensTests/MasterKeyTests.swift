import IdentityCore
import OpaqueTokens
import Testing

@Suite struct MasterKeyTests {
    private let hex = (0..<32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    private let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

    private func contents(_ key: MasterKey?) -> String? { key?.fileContents.reveal { $0 } }

    @Test func aKeyComesBackFromItsFile() {
        let key = MasterKey.generate(from: FixedRandom())
        #expect(contents(key) == hex + "\n")
        #expect(contents(MasterKey(fileContents: key.fileContents)) == hex + "\n")
    }

    @Test func hexadecimalAndBase64AreRead() {
        let texts = [hex, hex.uppercased(), hex + "\n", base64, base64 + "=", base64 + "=\n", base64 + "\n"]
        for text in texts { #expect(contents(MasterKey(fileContents: Secret(text))) == hex + "\n") }
        let withSigns = "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA"
        let standard = withSigns.map { $0 == "_" ? "/" : $0 == "-" ? "+" : $0 }
        #expect(contents(MasterKey(fileContents: Secret(withSigns))) != nil)
        #expect(
            contents(MasterKey(fileContents: Secret(withSigns)))
                == contents(MasterKey(fileContents: Secret(String(standard) + "="))))
    }

    @Test func everyOtherTextIsRefused() {
        let zeros = String(repeating: "0", count: 64)
        let others = [
            "", "\n", hex + "\n\n", " " + hex, hex + "00", String(hex.dropLast(2)), String(hex.dropLast()), zeros,
            hex + "\n" + hex, base64 + "==", base64.dropLast() + "é", String(repeating: "x", count: 64), base64 + "A",
            String(repeating: "A", count: 43),
        ]
        for text in others { #expect(MasterKey(fileContents: Secret(text)) == nil, "\(text)") }
    }

    @Test func aKeyPrintsNothing() {
        let key = MasterKey.generate(from: FixedRandom())
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\(key.fileContents)"] {
            #expect(!text.contains("0001"))
            #expect(!text.contains("1, 2"))
        }
    }
}
