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
        // By bytes: this is on the way of every request, and characters cost a search for their ends.
        let scheme = "bearer ".utf8
        guard value.utf8.count > scheme.count, zip(value.utf8, scheme).allSatisfy({ Self.lowered($0) == $1 }) else {
            return .unreadable
        }
        let token = value.utf8.dropFirst(scheme.count)
        guard !token.contains(0x20) else { return .unreadable }
        return .bearer(Secret(String(Substring(token))))
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
