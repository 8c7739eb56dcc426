import Cryptography
import Testing

@Suite struct AES256GCMTests {
    private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hexadecimal.decode(hex)) }

    private func cipher(_ hex: String) throws -> AES256GCM {
        var key = try bytes(hex)
        return AES256GCM(KeyBytes(taking: &key))
    }

    private static let zeros = String(repeating: "0", count: 64)
    private static let feffe9 = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    private static let text =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    private static let hidden =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"

    /// Test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew and Viega), which NIST published with the
    /// proposal, and two with an empty text from NIST's CAVP file gcmEncryptExtIV256.rsp.
    @Test(
        arguments: [
            (zeros, "000000000000000000000000", "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
            (
                zeros, "000000000000000000000000", "00000000000000000000000000000000", "",
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
            ),
            (
                feffe9, "cafebabefacedbaddecaf888", text + "1aafd255", "",
                hidden + "898015ad" + "b094dac5d93471bdec1a502270e3cc6c"
            ),
            (
                feffe9, "cafebabefacedbaddecaf888", text, "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                hidden + "76fc6ece0f4e1768cddf8853bb2d551b"
            ),
            (
                "b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4", "516c33929df5a3284ff463d7", "", "",
                "bdc1ac884d332457a1d2664f168c76f0"
            ),
            (
                "78dc4e0aaf52d935c3c01eea57428f00ca1fd475f5da86a49c8dd73d68c8e223", "d79cf22d504cc793c3fb6c8a", "",
                "b96baa8c1c75a671bfb2d08d06be5f36", "3e5d486aa2e30b22e040b85723a06e76"
            ),
        ] as [(String, String, String, String, String)])
    func theVectorsOfNISTComeOut(key: String, nonce: String, plain: String, associated: String, box: String) throws {
        let cipher = try cipher(key)
        let sealed = cipher.seal(try bytes(plain), nonce: try bytes(nonce), associated: try bytes(associated))
        #expect(Hexadecimal.encode(sealed) == box)
        let opened = cipher.open(sealed, nonce: try bytes(nonce), associated: try bytes(associated))
        #expect(opened == (try bytes(plain)))
    }

    @Test func aChangeOfAnyBitIsRefused() throws {
        let cipher = try cipher(Self.feffe9)
        let nonce = SystemRandom().bytes(12), associated = Array("ada".utf8)
        let box = cipher.seal(Array("a secret".utf8), nonce: nonce, associated: associated)
        func changes(of bytes: [UInt8]) -> [[UInt8]] {
            (0..<bytes.count * 8).map { bit in
                var changed = bytes
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                return changed
            }
        }
        #expect(cipher.open(box, nonce: nonce, associated: associated) == Array("a secret".utf8))
        for changed in changes(of: box) { #expect(cipher.open(changed, nonce: nonce, associated: associated) == nil) }
        for changed in changes(of: nonce) { #expect(cipher.open(box, nonce: changed, associated: associated) == nil) }
        for changed in changes(of: associated) { #expect(cipher.open(box, nonce: nonce, associated: changed) == nil) }
        for changed in changes(of: try bytes(Self.feffe9)) {
            var key = changed
            #expect(AES256GCM(KeyBytes(taking: &key)).open(box, nonce: nonce, associated: associated) == nil)
        }
    }

    @Test func whatIsCutOrLongerIsRefused() throws {
        let cipher = try cipher(Self.feffe9)
        let nonce = SystemRandom().bytes(12)
        let box = cipher.seal([1, 2, 3], nonce: nonce, associated: [4])
        for count in 0..<box.count {
            #expect(cipher.open(Array(box.prefix(count)), nonce: nonce, associated: [4]) == nil)
            #expect(cipher.open(Array(box.suffix(count)), nonce: nonce, associated: [4]) == nil)
        }
        #expect(cipher.open(box + [0], nonce: nonce, associated: [4]) == nil)
        #expect(cipher.open(box, nonce: nonce, associated: [4, 0]) == nil)
        #expect(cipher.open(box, nonce: nonce, associated: []) == nil)
        for count in [0, 11, 13, 16] {
            #expect(cipher.open(box, nonce: [UInt8](repeating: 0, count: count), associated: [4]) == nil)
        }
    }

    @Test func oneCipherServesManyThreads() async throws {
        let cipher = try cipher(Self.feffe9)
        await withTaskGroup(of: Bool.self) { group in
            for number in UInt8(0)..<8 {
                group.addTask {
                    (UInt8(0)..<50).allSatisfy { last in
                        let nonce = [UInt8](repeating: number, count: 11) + [last]
                        let plain = [UInt8](repeating: last, count: Int(last) * 20)
                        let box = cipher.seal(plain, nonce: nonce, associated: [number])
                        return cipher.open(box, nonce: nonce, associated: [number]) == plain
                    }
                }
            }
            for await agrees in group { #expect(agrees) }
        }
    }

    @Test func aKeyIsTakenOutOfTheArrayAndPrintsNothing() {
        var array: [UInt8] = [7, 7, 7, 9]
        let key = KeyBytes(taking: &array)
        #expect(array.isEmpty)
        #expect(key.copied() == [7, 7, 7, 9])
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] { #expect(!text.contains("7")) }
    }
}
