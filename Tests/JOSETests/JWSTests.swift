import Cryptography
import JOSE
import JSONText
import Testing

@Suite struct JWSTests {
    static let key = PrivateKey.generate(.ecdsaP256SHA256)

    static func token(
        header: String = #"{"alg":"ES256","kid":"k","typ":"JWT"}"#, claims: String = #"{"sub":"ada"}"#
    ) -> String {
        let start = [header, claims].map { Base64.url.encode(Array($0.utf8)) }.joined(separator: ".")
        return "\(start).\(Base64.url.encode(key.sign(Array(start.utf8))))"
    }

    private func problem(_ text: String) -> JWSProblem? {
        do throws(JWSProblem) {
            _ = try JWS.parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: SignatureKind.allCases) func whatIsMadeIsReadAndChecked(_ kind: SignatureKind) throws {
        let key = PrivateKey.generate(kind), algorithm = JWSAlgorithm(kind)
        let unsigned = UnsignedToken(algorithm, keyID: "k", claims: Array(#"{"sub":"ada"}"#.utf8))
        let token = try JWS.parse(unsigned.text(signature: key.sign(unsigned.bytes)))
        #expect(token.header.algorithm == algorithm.rawValue)
        #expect(token.header.keyID == "k")
        #expect(token.header.type == "JWT")
        #expect(try token.claims() == ["sub": "ada"])
        #expect(VerificationKey(id: nil, key.publicKey).verify(token))
        #expect(!VerificationKey(id: nil, PrivateKey.generate(.ed25519).publicKey).verify(token))
    }

    /// RFC 7515 appendix A.3.
    @Test func aTokenOfTheStandardIsGood() throws {
        let text =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb2"
            + "90Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        let key = try JWK.key([
            "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        ])
        #expect(key.verify(try JWS.parse(text)))
    }

    @Test(arguments: ["none", "None", "NONE", "", "HS256", "HS512", "RS256", "es256", "ES256 ", "EdDSA"])
    func t01_aHeaderThatNamesAnotherAlgorithmThanTheKeysIsRefused(_ algorithm: String) throws {
        let key = VerificationKey(id: "k", Self.key.publicKey)
        #expect(key.verify(try JWS.parse(Self.token())))
        #expect(!key.verify(try JWS.parse(Self.token(header: #"{"alg":"\#(algorithm)","kid":"k"}"#))))
    }

    @Test func t01_aTokenSignedWithThePublicKeyAsASecretIsRefused() throws {
        let start = ["{\"alg\":\"HS512\",\"kid\":\"k\"}", "{}"].map { Base64.url.encode(Array($0.utf8)) }
        let text = start.joined(separator: ".")
        let code = HMACKey(Self.key.publicKey.der, .sha512).code(for: Array(text.utf8))
        let token = try JWS.parse("\(text).\(Base64.url.encode(code))")
        #expect(!VerificationKey(id: "k", Self.key.publicKey).verify(token))
        #expect(JWKSet([VerificationKey(id: "k", Self.key.publicKey)]).key(for: token.header) == nil)
    }

    @Test func t01_aHeaderWithoutAlgorithmOrWithAnUnknownExtensionIsRefused() {
        #expect(problem(Self.token(header: "{}")) == .malformed(.header))
        #expect(problem(Self.token(header: #"{"alg":7}"#)) == .malformed(.header))
        #expect(problem(Self.token(header: #"{"alg":"ES256","kid":["k"]}"#)) == .malformed(.header))
        #expect(problem(Self.token(header: #"{"alg":"ES256","crit":["b64"],"b64":false}"#)) == .criticalExtension)
        #expect(problem(Self.token(header: #"{"alg":"ES256","crit":[]}"#)) == .criticalExtension)
    }

    @Test func t01_aKeyThatATokenBringsAlongChecksNothing() throws {
        let stranger = PrivateKey.generate(.ed25519)
        let own = JSONValue.object(JWK.object(stranger.publicKey.parameters, id: "k"))
        let address: JSONValue = "https://attacker.example/keys"
        let header: JSONValue = [
            "alg": "EdDSA", "kid": "k", "jwk": own, "jku": address, "x5u": address, "x5c": ["MIIB"],
        ]
        let start = [header.encoded(), Array("{}".utf8)].map(Base64.url.encode).joined(separator: ".")
        let token = try JWS.parse("\(start).\(Base64.url.encode(stranger.sign(Array(start.utf8))))")
        let house = JWKSet([VerificationKey(id: "k", Self.key.publicKey)])
        #expect(house.key(for: token.header) == nil)
        #expect(!VerificationKey(id: "k", Self.key.publicKey).verify(token))
    }

    @Test func t04_whatIsNotSpeltExactlyIsRefused() throws {
        let good = Self.token(), parts = good.split(separator: ".").map(String.init)
        #expect(problem(good) == nil)
        for text in ["", ".", "..", "\(good).", ".\(good)", parts[0], "\(parts[0]).\(parts[1])", "\(good).\(parts[2])"]
        {
            #expect(problem(text) != nil, "\(text.count)")
        }
        for text in [good + "=", good + "==", good + " ", good + "\n", " " + good, good + "\0"] {
            #expect(problem(text) != nil)
        }
        #expect(problem(good.replacing("-", with: "+").replacing("_", with: "/") + "+") == .notBase64url(.signature))
        // 64 bytes leave four bits over, which have to be zero.
        let symbols = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let end = try #require(good.last)
        let last = try #require(symbols.firstIndex(of: end))
        #expect(problem(good.dropLast() + String(symbols[last + 1])) == .notBase64url(.signature))
    }

    @Test func t04_aSignatureThatWasCutIsRefused() throws {
        let good = Self.token(), key = VerificationKey(id: nil, Self.key.publicKey)
        for count in [4, 8, 44, 84] {
            // Where the cut leaves bits over, the text is refused before any key is asked.
            let cut = try? JWS.parse(String(good.dropLast(count)))
            #expect(cut.map(key.verify) != true, "\(count) characters")
        }
        let parts = good.split(separator: ".")
        #expect(!key.verify(try JWS.parse("\(parts[0]).\(parts[1]).")))
    }

    @Test func aMemberTwiceIsRefusedAndSoIsWhatIsTooLong() throws {
        #expect(problem(Self.token(header: #"{"alg":"ES256","alg":"none"}"#)) == .malformed(.header))
        let twice = try JWS.parse(Self.token(claims: #"{"sub":"ada","sub":"eve"}"#))
        #expect(throws: JWSProblem.malformed(.payload)) { try twice.claims() }
        #expect(throws: JWSProblem.malformed(.payload)) { try JWS.parse(Self.token(claims: "[]")).claims() }
        let long = Self.token(claims: #"{"a":"\#(String(repeating: "x", count: JWS.maximumBytes))"}"#)
        #expect(problem(long) == .tooLong(limit: JWS.maximumBytes))
        #expect(try JWS.parse(long, limit: 100_000).claims().count == 1)
    }
}
