import Cryptography
import JSONText

/// A token that is ready to be signed.
package struct UnsignedToken: Sendable {
    /// What has to be signed.
    package let bytes: [UInt8]

    package init(_ algorithm: JWSAlgorithm, keyID: String, type: String = "JWT", claims: [UInt8]) {
        var header = JSONWriter(capacity: 128)
        header.object {
            $0.field("alg", algorithm.rawValue)
            $0.field("typ", type)
            $0.field("kid", keyID)
        }
        bytes = Array("\(Base64.url.encode(header.bytes)).\(Base64.url.encode(claims))".utf8)
    }

    /// The whole token.
    package func text(signature: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self) + "." + Base64.url.encode(signature)
    }
}
