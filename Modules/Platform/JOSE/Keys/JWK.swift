package import Cryptography
package import JSONText

/// A public key as JSON (RFC 7517 section 4, RFC 7518 section 6, RFC 8037 section 2).
package enum JWK {
    /// - Throws: for a key that is not understood, not for checking signatures, weak, or no public one.
    package static func key(_ object: JSONObject) throws(JWKProblem) -> VerificationKey {
        guard object["d"] == nil, object["k"] == nil else { throw .holdsPrivateHalf }
        if let use = try text("use", object), use != "sig" { throw .otherUse }
        if let operations = object["key_ops"] {
            guard let list = operations.arrayValue else { throw .malformed(member: "key_ops") }
            guard list.contains("verify") else { throw .otherUse }
        }
        guard let key = PublicKey(try parameters(object)) else { throw .weak }
        let result = VerificationKey(id: try text("kid", object), key)
        if let algorithm = try text("alg", object), algorithm != result.algorithm.rawValue {
            throw .unsupported(member: "alg")
        }
        return result
    }

    /// The key as others read it, to be published.
    package static func object(_ parameters: PublicKey.Parameters, id: String) -> JSONObject {
        func text(_ bytes: [UInt8]) -> JSONValue { .string(Base64.url.encode(bytes)) }
        var object: JSONObject = ["kid": .string(id)]
        switch parameters {
        case .rsa(let modulus, let exponent):
            object["kty"] = "RSA"
            object["alg"] = .string(JWSAlgorithm.rs256.rawValue)
            object["n"] = text(modulus)
            object["e"] = text(exponent)
        case .p256(let x, let y):
            object["kty"] = "EC"
            object["alg"] = .string(JWSAlgorithm.es256.rawValue)
            object["crv"] = "P-256"
            object["x"] = text(x)
            object["y"] = text(y)
        case .ed25519(let x):
            object["kty"] = "OKP"
            object["alg"] = .string(JWSAlgorithm.edDSA.rawValue)
            object["crv"] = "Ed25519"
            object["x"] = text(x)
        }
        object["use"] = "sig"
        return object
    }

    private static func parameters(_ object: JSONObject) throws(JWKProblem) -> PublicKey.Parameters {
        guard let type = try text("kty", object) else { throw .malformed(member: "kty") }
        switch (type, try text("crv", object)) {
        case ("RSA", _): return .rsa(modulus: try bytes("n", object), exponent: try bytes("e", object))
        case ("EC", "P-256"): return .p256(x: try bytes("x", object), y: try bytes("y", object))
        case ("OKP", "Ed25519"): return .ed25519(x: try bytes("x", object))
        case ("EC", _), ("OKP", _): throw .unsupported(member: "crv")
        default: throw .unsupported(member: "kty")
        }
    }

    private static func text(_ name: String, _ object: JSONObject) throws(JWKProblem) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.stringValue else { throw .malformed(member: name) }
        return text
    }

    private static func bytes(_ name: String, _ object: JSONObject) throws(JWKProblem) -> [UInt8] {
        guard let text = try text(name, object), let bytes = Base64.url.decode(text), !bytes.isEmpty else {
            throw .malformed(member: name)
        }
        return bytes
    }
}
