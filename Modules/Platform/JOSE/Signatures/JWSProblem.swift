/// Why a text is no token that can be looked at. Never repeats what stands in it.
package enum JWSProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLong(limit: Int)
    case notThreeParts
    /// Base64url without padding, in the one spelling that an encoder makes (RFC 7515 section 2).
    case notBase64url(JWSPart)
    /// No JSON object, a member twice, or a member of the wrong type.
    case malformed(JWSPart)
    /// The header names an extension that has to be understood, and none is (RFC 7515 section 4.1.11).
    case criticalExtension

    package var description: String {
        switch self {
        case .tooLong(let limit): "The token has more than \(limit) bytes."
        case .notThreeParts: "A signed token has three parts with a dot in between."
        case .notBase64url(let part): "The \(part.rawValue) of the token is not base64url without padding."
        case .malformed(let part): "The \(part.rawValue) of the token is not the JSON that it should be."
        case .criticalExtension: "The token asks for an extension that is not supported."
        }
    }
}

package enum JWSPart: String, Hashable, Sendable {
    case header, payload, signature
}
