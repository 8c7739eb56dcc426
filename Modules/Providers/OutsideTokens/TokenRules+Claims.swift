package import FoundationEssentials
import IdentityCore
import JOSE
package import JSONText

extension TokenRules {
    /// Header types that an access token has (RFC 9068 section 2.1, RFC 7519 section 5.1); many issuers write none.
    private static let types: Set<String> = ["jwt", "at+jwt", "application/at+jwt", "application/jwt"]

    func requireAlgorithm(_ header: JWS.Header) throws(TokenSetback) {
        guard let algorithm = JWSAlgorithm(rawValue: header.algorithm), algorithms.contains(algorithm) else {
            throw TokenSetback(
                .refused, at: .token, "The token is signed with an algorithm that is not allowed here.",
                advice: "Allowed are \(algorithms.map(\.rawValue).sorted().joined(separator: ", ")).")
        }
    }

    /// A token that tells that it is of another kind is none that opens anything (RFC 8725 section 3.11): an ID token is for
    /// the client that it was given to, a refresh token for its issuer.
    func requireKind(_ header: JWS.Header, _ claims: JSONObject) throws(TokenSetback) {
        let kind = claims["typ"]?.stringValue?.lowercased(), use = claims["token_use"]?.stringValue
        let isOther =
            header.type.map { !Self.types.contains($0.lowercased()) } ?? false
            || kind.map { $0 != "bearer" && !Self.types.contains($0) } ?? false || use.map { $0 != "access" } ?? false
            || ["at_hash", "c_hash", "s_hash", "events"].contains { claims[$0] != nil }
        guard !isOther else {
            throw TokenSetback(
                .refused, at: .token, "It is no access token, but one of another kind.",
                advice: "Send the access token, not the ID, refresh or logout token.")
        }
    }

    package func requireIssuer(_ claims: JSONObject) throws(TokenSetback) {
        guard claims["iss"]?.stringValue == issuer else {
            throw TokenSetback(
                .refused, at: .issuer, "The token is of another issuer.",
                advice: "The claim iss has to be exactly \(issuer).")
        }
    }

    package func requireAudience(_ claims: JSONObject) throws(TokenSetback) {
        let told = claims["aud"]?.stringValue.map { [$0] } ?? claims["aud"]?.arrayValue?.compactMap(\.stringValue) ?? []
        guard told.contains(where: audiences.contains) else {
            throw TokenSetback(
                .refused, at: .audience, "The token is not for this server.",
                advice: "Let the issuer put \(audiences.joined(separator: " or ")) into the claim aud.")
        }
    }

    /// - Returns: the end, with the skew that is allowed.
    func end(of claims: JSONObject, at now: Date) throws(TokenSetback) -> Date {
        guard let end = try end(of: claims, at: now, needsEnd: true) else {
            throw TokenSetback(.refused, at: .time, TokenTimeProblem.missingEnd.description)
        }
        return end
    }

    /// The same for an issuer that vouches for the token itself, and may leave its end out.
    package func optionalEnd(of claims: JSONObject, at now: Date) throws(TokenSetback) -> Date? {
        try end(of: claims, at: now, needsEnd: false)
    }

    private func end(of claims: JSONObject, at now: Date, needsEnd: Bool) throws(TokenSetback) -> Date? {
        do throws(TokenTimeProblem) {
            let times = try TokenTimes(claims)
            try times.check(at: now, skew: skew, needsEnd: needsEnd)
            return times.expiresAt?.addingTimeInterval(skew)
        } catch {
            throw TokenSetback(.refused, at: .time, "\(error)")
        }
    }
}
