import FoundationEssentials
package import HTTPCore
import IdentityCore

extension HTTPRequest {
    /// The bearer token, or an access key in the place of user name or password of basic authentication (RFC 7617
    /// section 2), for clients that know no other. A password is no proof here: whoever has one opens a session.
    package var bearerOrKeyClaim: CallerClaim {
        guard fields.count(of: "authorization") == 1, let value = fields[single: "authorization"],
            let blank = value.firstIndex(of: " "), value[..<blank].lowercased() == "basic"
        else { return bearerClaim }
        // A browser that was told the key once sends it along with whatever another site makes it do.
        guard isReading || !isMadeByAnotherSite else { return .unreadable }
        guard let data = Data(base64Encoded: String(value[value.index(after: blank)...])),
            let pair = String(validating: data, as: UTF8.self), let colon = pair.utf8.firstIndex(of: 0x3A)
        else { return .unreadable }
        let keys = [pair[..<colon], pair[pair.index(after: colon)...]].filter { $0.hasPrefix("gh_") }
        // Two keys would be two claims.
        guard keys.count == 1 else { return .unreadable }
        return .bearer(Secret(String(keys[0])))
    }
}
