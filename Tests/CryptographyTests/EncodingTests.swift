import Cryptography
import Testing

@Suite struct EncodingTests {
    /// RFC 4648 section 10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64GivesTheVectorsOfRFC4648(plain: String, text: String) {
        #expect(Base64.standard.encode(Array(plain.utf8)) == text)
        #expect(Base64.url.decode(text) == Array(plain.utf8))
    }

    @Test func theAlphabetsDifferInTwoSymbols() {
        let bytes: [UInt8] = [0xfb, 0xef, 0xff]
        #expect(Base64.standard.encode(bytes) == "++//")
        #expect(Base64.url.encode(bytes) == "--__")
        #expect(Base64.adapted.encode(bytes) == "..//")
        #expect(Base64.url.decode("++//") == nil)
        #expect(Base64.standard.decode("--__") == nil)
    }

    @Test(arguments: ["Z", "Zg==", "Zg=", "Zh", "Zm9", "Zm8 ", " Zm8", "Zm\n8", "Zm9vY", "é", "Zm.8"])
    func aTextThatEncodingWouldNotMakeIsRefused(text: String) {
        #expect(Base64.url.decode(text) == nil)
    }

    @Test func bytesComeBackFromTheirTexts() {
        let random = SystemRandom()
        for count in 0..<70 {
            let bytes = random.bytes(count)
            #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
            #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: ["0", "0g", "0x00", " 00", "00 ", "-1", "ÿÿ", "٠٠"])
    func whatIsNotHexadecimalIsRefused(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }

    @Test func hexadecimalIsReadInEitherCase() {
        #expect(Hexadecimal.decode("00aBFf") == [0, 0xab, 0xff])
        #expect(Hexadecimal.encode([0, 0xab, 0xff]) == "00abff")
    }
}
