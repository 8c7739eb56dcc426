package import HTTPCore
package import IdentityServices

extension HTTPRequest {
    /// Where the request came from, for audit and limits.
    package var origin: RequestOrigin {
        RequestOrigin(address: clientAddress, limitKey: limitKey, requestID: requestID)
    }

    /// The same with the User-Agent field, which is kept with a session.
    package var originWithUserAgent: RequestOrigin {
        var origin = origin
        origin.userAgent = fields[single: "user-agent"].map { String($0.prefix(256)) }
        return origin
    }

    /// An IPv4 address as text is its own key; only IPv6 needs a look at its network.
    private var limitKey: String {
        guard clientAddress.utf8.contains(0x3A) else { return clientAddress }
        return IPAddress(clientAddress)?.limitKey ?? clientAddress
    }
}
