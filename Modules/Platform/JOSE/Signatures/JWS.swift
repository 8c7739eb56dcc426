import Cryptography
package import JSONText

/// A signed token in its compact form (RFC 7515 section 3.1), taken apart. Nothing of it is true before a key has said so.
package struct JWS: Hashable, Sendable {
    /// More than any token of use has.
    package static let maximumBytes = 16_384

    /// What is read of the header. What would bring a key or the address of one along (`jwk`, `jku`, `x5c`, `x5u`) is
    /// not: a token chooses no key (RFC 8725 section 3.10).
    package struct Header: Hashable, Sendable {
        package let algorithm: String
        package let keyID: String?
        package let type: String?
    }

    package let header: Header
    package let payload: [UInt8]
    package let signature: [UInt8]
    /// What the signature is over: header and payload as they came.
    package let signedBytes: [UInt8]

    /// - Parameter limit: in bytes, of the whole text.
    package static func parse(_ text: String, limit: Int = maximumBytes) throws(JWSProblem) -> JWS {
        // Measured before it is copied: it comes from outside.
        guard text.utf8.count <= limit else { throw .tooLong(limit: limit) }
        let bytes = Array(text.utf8), dot = UInt8(ascii: ".")
        let parts = bytes.split(separator: dot, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .notThreeParts }
        return JWS(
            header: try header(try decode(parts[0], .header)), payload: try decode(parts[1], .payload),
            signature: try decode(parts[2], .signature), signedBytes: Array(bytes[..<parts[1].endIndex]))
    }

    /// The payload as claims (RFC 7519 section 3): a JSON object that names nothing twice.
    package func claims() throws(JWSProblem) -> JSONObject { try Self.object(payload, .payload) }

    private static func header(_ bytes: [UInt8]) throws(JWSProblem) -> Header {
        let members = try object(bytes, .header)
        guard members["crit"] == nil else { throw .criticalExtension }
        guard let algorithm = try text("alg", members) else { throw .malformed(.header) }
        return Header(algorithm: algorithm, keyID: try text("kid", members), type: try text("typ", members))
    }

    private static func text(_ name: String, _ members: JSONObject) throws(JWSProblem) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.stringValue else { throw .malformed(.header) }
        return text
    }

    private static func decode(_ part: ArraySlice<UInt8>, _ name: JWSPart) throws(JWSProblem) -> [UInt8] {
        guard let bytes = Base64.url.decode(Array(part)) else { throw .notBase64url(name) }
        return bytes
    }

    private static func object(_ bytes: [UInt8], _ part: JWSPart) throws(JWSProblem) -> JSONObject {
        guard let value = try? JSONParser.parse(bytes), let object = value.objectValue else { throw .malformed(part) }
        return object
    }
}
