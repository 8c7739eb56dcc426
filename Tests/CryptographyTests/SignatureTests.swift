import Cryptography
import Testing

@Suite struct SignatureTests {
    /// Made once: an RSA key takes its time.
    static let keys = SignatureKind.allCases.map { PrivateKey.generate($0) }
    private let message = Array("the message".utf8)

    @Test(arguments: keys) func whatAKeySignedItsPublicHalfAcceptsAndNothingElse(_ key: PrivateKey) throws {
        let signature = key.sign(message),
            other = PrivateKey.generate(key.kind == .ed25519 ? .ecdsaP256SHA256 : .ed25519)
        #expect(key.publicKey.verify(signature, for: message))
        #expect(!key.publicKey.verify(signature, for: message + [0]))
        #expect(!other.publicKey.verify(signature, for: message))
    }

    @Test(arguments: keys) func t04_aSignatureWithAChangedBitOrAnotherLengthIsRefused(_ key: PrivateKey) {
        let signature = key.sign(message)
        for place in [0, 1, signature.count / 2, signature.count - 1] {
            var changed = signature
            changed[place] ^= 1
            #expect(!key.publicKey.verify(changed, for: message), "byte \(place)")
        }
        for other in [[], Array(signature.dropLast()), signature + [0], [0] + signature] {
            #expect(!key.publicKey.verify(other, for: message), "\(other.count) bytes")
        }
    }

    @Test(arguments: keys) func aKeyComesBackFromItsBytesAndItsParameters(_ key: PrivateKey) throws {
        let again = try #require(PrivateKey(der: key.copiedDER()))
        #expect(again.kind == key.kind)
        #expect(again.publicKey.parameters == key.publicKey.parameters)
        let signature = again.sign(message)
        #expect(PublicKey(der: key.publicKey.der)?.verify(signature, for: message) == true)
        #expect(PublicKey(key.publicKey.parameters)?.verify(signature, for: message) == true)
    }

    @Test(arguments: keys) func whatIsNoKeyIsNone(_ key: PrivateKey) {
        let der = key.copiedDER()
        #expect(PrivateKey(der: []) == nil)
        #expect(PrivateKey(der: Array(der.prefix(der.count / 2))) == nil)
        #expect(PublicKey(der: der) == nil)
    }

    @Test func signaturesHaveTheLengthsThatTokensWant() {
        #expect(Self.keys.map { $0.sign(message).count } == [256, 64, 64])
    }

    /// RFC 8032 section 7.1, test 1.
    @Test func ed25519SignsAsInTheStandard() throws {
        let seed = try #require(
            Hexadecimal.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
        let point = try #require(
            Hexadecimal.decode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        let signature =
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0"
            + "595bbe24655141438e7a100b"
        // PKCS #8 of an Ed25519 key (RFC 8410 section 7).
        let start = try #require(Hexadecimal.decode("302e020100300506032b657004220420"))
        let key = try #require(PrivateKey(der: start + seed))
        #expect(key.publicKey.parameters == .ed25519(x: point))
        #expect(Hexadecimal.encode(key.sign([])) == signature)
    }

    @Test func t05_anECDSASignatureOfZerosIsRefused() {
        let key = Self.keys[1].publicKey
        let zero = [UInt8](repeating: 0, count: 32), one = [UInt8](repeating: 0, count: 31) + [1]
        for signature in [zero + zero, zero + one, one + zero, one + one] {
            #expect(!key.verify(signature, for: message))
        }
        // What OpenSSL itself writes is not the form of a token.
        #expect(!key.verify([0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01], for: message))
    }

    @Test func t05_aWeakRSAKeyIsNone() throws {
        guard case .rsa(let modulus, let exponent) = Self.keys[0].publicKey.parameters else {
            Issue.record("no RSA key")
            return
        }
        #expect(modulus.count == 256)
        #expect(PublicKey(.rsa(modulus: modulus, exponent: exponent)) != nil)
        // 2,040 bits, and 2,047.
        #expect(PublicKey(.rsa(modulus: Array(modulus.dropFirst()), exponent: exponent)) == nil)
        #expect(PublicKey(.rsa(modulus: [modulus[0] & 0x7F] + modulus.dropFirst(), exponent: exponent)) == nil)
        for bad: [UInt8] in [[], [0], [1], [1, 0, 0], [UInt8](repeating: 1, count: 9)] {
            #expect(PublicKey(.rsa(modulus: modulus, exponent: bad)) == nil, "\(bad)")
        }
        #expect(PublicKey(.rsa(modulus: [], exponent: exponent)) == nil)
        #expect(PublicKey(.rsa(modulus: [UInt8](repeating: 0xFF, count: 1_025), exponent: exponent)) == nil)
    }

    @Test func t05_aPointThatIsNotOnItsCurveIsNoKey() throws {
        guard case .p256(let x, var y) = Self.keys[1].publicKey.parameters else {
            Issue.record("no key on P-256")
            return
        }
        #expect(PublicKey(.p256(x: x, y: y)) != nil)
        #expect(PublicKey(.p256(x: Array(x.dropFirst()), y: y)) == nil)
        y[31] ^= 1
        #expect(PublicKey(.p256(x: x, y: y)) == nil)
        #expect(PublicKey(.ed25519(x: Array(x.dropFirst()))) == nil)
    }

    @Test func aPrivateKeyPrintsNothing() {
        #expect("\(Self.keys[1])" == "<private key>")
        #expect(Mirror(reflecting: Self.keys[1]).children.isEmpty)
    }

    /// RFC 4231 section 4.3, test case 2.
    @Test func codesOfSHA512AreThoseOfTheStandard() {
        let code = HMACKey(Array("Jefe".utf8), .sha512).code(for: Array("what do ya want for nothing?".utf8))
        #expect(
            Hexadecimal.encode(code)
                == "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd"
                + "caeab1a34d4a6b4b636e070a38bce737")
    }
}
