import Cryptography
import JOSE
import JSONText
import Testing

@Suite struct JWKSetTests {
    private static let ec = PrivateKey.generate(.ecdsaP256SHA256).publicKey
    private static let okp = PrivateKey.generate(.ed25519).publicKey
    private static let rsa = PrivateKey.generate(.rsaSHA256).publicKey

    private func set(_ keys: JSONObject...) throws -> JWKSet {
        try JWKSet.parse(JSONValue.object(["keys": .array(keys.map(JSONValue.object))]).encoded())
    }

    private func header(_ algorithm: String, _ id: String?) throws -> JWS.Header {
        var header: JSONObject = ["alg": .string(algorithm)]
        header["kid"] = id.map(JSONValue.string)
        return try JWS.parse("\(Base64.url.encode(JSONValue.object(header).encoded())).e30.AA").header
    }

    @Test func whatIsPublishedIsReadAgain() throws {
        let keys = [Self.rsa, Self.ec, Self.okp]
        let published = zip(keys, ["a", "b", "c"]).map { JWK.object($0.parameters, id: $1) }
        #expect(published.map { $0["kty"] } == ["RSA", "EC", "OKP"])
        #expect(published.allSatisfy { $0["use"] == "sig" && $0["d"] == nil })
        let set = try set(published[0], published[1], published[2])
        #expect(set.problems.isEmpty)
        #expect(set.keys.map(\.id) == ["a", "b", "c"])
        #expect(set.keys.map(\.algorithm) == [.rs256, .es256, .edDSA])
    }

    @Test func aTokenIsCheckedWithTheKeyThatItNames() throws {
        let other = PrivateKey.generate(.ecdsaP256SHA256).publicKey
        let set = try set(
            JWK.object(Self.ec.parameters, id: "b"), JWK.object(other.parameters, id: "d"),
            JWK.object(Self.okp.parameters, id: "c"))
        #expect(set.key(for: try header("ES256", "d"))?.id == "d")
        #expect(set.key(for: try header("EdDSA", nil))?.id == "c")
        // Two keys fit, or none does.
        #expect(set.key(for: try header("ES256", nil)) == nil)
        #expect(set.key(for: try header("RS256", nil)) == nil)
    }

    @Test(arguments: ["x", "../b", "b' OR '1'='1", "", "B", "file:///dev/null"])
    func t01_aKeyIDThatIsNotInTheSetFindsNoKey(_ id: String) throws {
        let set = try set(JWK.object(Self.ec.parameters, id: "b"))
        #expect(set.key(for: try header("ES256", id)) == nil)
        #expect(set.key(for: try header("HS512", "b")) == nil)
    }

    @Test func whatIsNotUnderstoodIsLeftOutAndTold() throws {
        let good = JWK.object(Self.ec.parameters, id: "b")
        func with(_ name: String, _ value: JSONValue?) -> JSONObject {
            var changed = good
            changed[name] = value
            return changed
        }
        let set = try set(
            good, with("use", "enc"), with("key_ops", ["sign"]), with("d", "AAAA"), with("alg", "RS256"),
            with("kty", "oct"), with("crv", "P-384"), with("crv", nil), with("x", nil), with("x", "AA=="),
            with("kid", 7), ["kty": "oct", "k": "AAAA"], with("key_ops", ["verify"]))
        #expect(set.keys.map(\.id) == ["b", "b"])
        #expect(
            set.problems == [
                .otherUse, .otherUse, .holdsPrivateHalf, .unsupported(member: "alg"), .unsupported(member: "kty"),
                .unsupported(member: "crv"), .unsupported(member: "crv"), .malformed(member: "x"),
                .malformed(member: "x"), .malformed(member: "kid"), .holdsPrivateHalf,
            ])
    }

    @Test func t05_aWeakKeyIsLeftOut() throws {
        let set = try set(
            ["kty": "RSA", "e": "AQAB", "n": .string(Base64.url.encode([UInt8](repeating: 0xFF, count: 128)))])
        #expect(set.keys.isEmpty)
        #expect(set.problems == [.weak])
    }

    @Test func whatIsNoSetIsRefused() {
        for text in ["", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[],"keys":[]}"#] {
            #expect(throws: JWKProblem.notASet) { try JWKSet.parse(Array(text.utf8)) }
        }
        let many = "{\"keys\":[\(repeatElement("{}", count: 65).joined(separator: ","))]}"
        #expect(throws: JWKProblem.tooMany(limit: 64)) { try JWKSet.parse(Array(many.utf8)) }
    }
}
