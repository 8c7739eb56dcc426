package import HTTPCore
import IdentityCore

extension HTTPRequest {
    /// The bearer token of the Authorization field (RFC 6750 section 2.1). Two fields, another scheme or an empty token
    /// are unreadable.
    package var bearerClaim: CallerClaim {
        switch fields.count(of: "authorization") {
        case 0: return .nothing
        case 1: break
        default: return .unreadable
        }
        guard let value = fields[single: "authorization"] else { return .unreadable }
        let scheme = value.prefix(7)
        guard scheme.lowercased() == "bearer " else { return .unreadable }
        let token = value.dropFirst(7)
        guard !token.isEmpty, !token.utf8.contains(0x20) else { return .unreadable }
        return .bearer(Secret(String(token)))
    }
}
