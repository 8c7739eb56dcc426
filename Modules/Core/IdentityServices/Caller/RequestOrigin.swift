/// Where a request came from, for audit and limits.
package struct RequestOrigin: Hashable, Sendable {
    /// The client's address as far as the listed proxies can be trusted; `nil` at the command line.
    package var address: String?
    /// What counts as one client for limits: the address, or its network.
    package var limitKey: String
    package var requestID: String?
    package var userAgent: String?

    package init(address: String?, limitKey: String, requestID: String? = nil, userAgent: String? = nil) {
        self.address = address
        self.limitKey = limitKey
        self.requestID = requestID
        self.userAgent = userAgent
    }

    package static let local = RequestOrigin(address: nil, limitKey: "local")
}
