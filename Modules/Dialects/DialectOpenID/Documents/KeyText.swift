import FoundationEssentials
import IdentityCore
import JSONText

/// Keys as clients read them.
enum KeyText {
    /// RFC 7517 with the members of RFC 7518 and RFC 8037.
    static func webKey(_ key: PublicSigningKey) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("kid", .string(key.id.rawValue)), ("alg", .string(key.algorithm.rawValue)), ("use", "sig"),
        ]
        switch key.parameters {
        case .rsa(let modulus, let exponent):
            members += [("kty", "RSA"), ("n", text(modulus)), ("e", text(exponent))]
        case .ellipticCurve(let x, let y):
            members += [("kty", "EC"), ("crv", "P-256"), ("x", text(x)), ("y", text(y))]
        case .edwardsCurve(let x): members += [("kty", "OKP"), ("crv", "Ed25519"), ("x", text(x))]
        }
        return .object(JSONObject(members))
    }

    /// The SubjectPublicKeyInfo of an RSA key (RFC 8017 appendix A.1.1) without PEM lines; `nil` for another key.
    static func base64DER(_ key: PublicSigningKey) -> String? {
        guard case .rsa(let modulus, let exponent) = key.parameters else { return nil }
        let numbers = DER.sequence(DER.unsigned(modulus) + DER.unsigned(exponent))
        // rsaEncryption, 1.2.840.113549.1.1.1, with a NULL.
        let algorithm = DER.sequence([0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00])
        return Data(DER.sequence(algorithm + DER.bits(numbers))).base64EncodedString()
    }

    private static func text(_ bytes: [UInt8]) -> JSONValue { .string(Base64URLText.encode(bytes)) }
}

/// The few forms of X.690 that a public key takes.
private enum DER {
    static func sequence(_ content: [UInt8]) -> [UInt8] { element(0x30, content) }
    static func bits(_ content: [UInt8]) -> [UInt8] { element(0x03, [0] + content) }

    /// - Parameter number: the highest byte first.
    static func unsigned(_ number: [UInt8]) -> [UInt8] {
        let digits = number.drop { $0 == 0 }
        // A leading one bit would make it negative.
        return element(0x02, (digits.first ?? 0x80) >= 0x80 ? [0] + digits : Array(digits))
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var length: [UInt8] = [], rest = content.count
        repeat {
            length.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        } while rest > 0
        return [tag] + (content.count < 0x80 ? length : [0x80 | UInt8(length.count)] + length) + content
    }
}

/// Base 64 for addresses, without padding (RFC 4648 section 5).
enum Base64URLText {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard !text.contains("="), !text.contains("+"), !text.contains("/") else { return nil }
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        return Data(base64Encoded: plain + padding).map(Array.init)
    }
}
