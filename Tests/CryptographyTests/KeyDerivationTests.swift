import Cryptography
import Testing

@Suite struct KeyDerivationTests {
    private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hexadecimal.decode(hex)) }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func sha256GivesTheStandardsVectors(message: String, digest: String) {
        #expect(Hexadecimal.encode(SHA256.digest(Array(message.utf8))) == digest)
    }

    /// RFC 4231, test cases 1, 2, 3, 6 and 7.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ])
    func hmacGivesTheVectorsOfRFC4231(key: [UInt8], message: [UInt8], code: String) {
        let hmac = HMACKey(key)
        #expect(Hexadecimal.encode(hmac.code(for: message)) == code)
        #expect(Hexadecimal.encode(hmac.code(for: message)) == code)
    }

    @Test func oneKeyServesManyThreads() async {
        let hmac = HMACKey([1, 2, 3])
        let expected = (0..<50).map { hmac.code(for: [$0]) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { (0..<50).map { hmac.code(for: [$0]) } == expected } }
            for await agrees in group { #expect(agrees) }
        }
    }

    /// RFC 5869, appendix A.1 to A.3.
    @Test(
        arguments: [
            (
                [UInt8](repeating: 0x0b, count: 22), Array(0x00...0x0c), Array(0xf0...0xf9),
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
            ),
            (
                Array(0x00...0x4f), Array(0x60...0xaf), Array(0xb0...0xff),
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                    + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
            ),
            (
                [UInt8](repeating: 0x0b, count: 22), [], [],
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
            ),
        ] as [([UInt8], [UInt8], [UInt8], String)])
    func hkdfGivesTheVectorsOfRFC5869(secret: [UInt8], salt: [UInt8], info: [UInt8], key: String) {
        let derived = HKDF.sha256(secret: secret, salt: salt, info: info, length: key.utf8.count / 2)
        #expect(Hexadecimal.encode(derived) == key)
    }

    @Test func bytesOfDifferentLengthAreNotEqual() {
        #expect(ConstantTime.areEqual([], []))
        #expect(ConstantTime.areEqual([1, 2], [1, 2]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 3]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 2, 0]))
        #expect(!ConstantTime.areEqual([1], []))
    }

    @Test func randomBytesDoNotRepeat() {
        let random = SystemRandom()
        #expect(random.bytes(32).count == 32)
        #expect(Set((0..<100).map { _ in random.bytes(16) }).count == 100)
        #expect(random.bytes(0) == [])
    }
}
