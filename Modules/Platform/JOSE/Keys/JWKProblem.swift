/// Why an entry of a key set can't be used, or a text is no key set.
package enum JWKProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case notASet
    case tooMany(limit: Int)
    case malformed(member: String)
    /// Another kind of key, curve or algorithm than is supported here.
    case unsupported(member: String)
    /// For encryption, or for making signatures rather than checking them.
    case otherUse
    /// The secret half stands beside the public one: whoever could read it can sign.
    case holdsPrivateHalf
    /// An RSA key below 2,048 or above 8,192 bits, a bad exponent, a point that is not on the curve.
    case weak

    package var description: String {
        switch self {
        case .notASet: "This is no key set: an object with a list \"keys\" was expected."
        case .tooMany(let limit): "The set has more than \(limit) keys."
        case .malformed(let member): "The member \"\(member)\" of a key is missing or not what it should be."
        case .unsupported(let member): "The member \"\(member)\" of a key names something that is not supported."
        case .otherUse: "The key is not for checking signatures."
        case .holdsPrivateHalf: "The set gives the private half of the key away."
        case .weak: "The key is weak: RSA needs from 2,048 to 8,192 bits, and a point has to lie on its curve."
        }
    }
}
