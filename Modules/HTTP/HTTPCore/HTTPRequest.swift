/// One request, whole: the engine hands it over when the body has arrived.
package struct HTTPRequest: Sendable {
    package var method: HTTPMethod
    /// The request target as sent, path and query still encoded, always starting with `/`; or `*` with OPTIONS.
    package var target: String
    package var fields: HTTPFields
    package var body: [UInt8]
    /// The address of the other end of the connection, without the port, as text.
    package var peer: String
    /// The client's own address: `peer`, unless a listed proxy vouched for another one.
    package var clientAddress: String
    /// Whether the client reached us, or the listed proxy, over TLS.
    package var isSecure: Bool
    /// Stands in the log line, the audit record and the answer.
    package var requestID: String
    /// Filled by the router: decoded values of the path's parameters, in the order of the pattern.
    package var pathParameters: [String]

    package init(
        _ method: HTTPMethod, _ target: String, fields: HTTPFields = HTTPFields(), body: [UInt8] = [],
        peer: String = "127.0.0.1", isSecure: Bool = false
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.peer = peer
        clientAddress = peer
        self.isSecure = isSecure
        requestID = ""
        pathParameters = []
    }

    /// The target up to the question mark.
    package var path: Substring {
        guard let mark = target.utf8.firstIndex(of: 0x3F) else { return target[...] }
        return target[..<mark]
    }

    /// The target behind the question mark, or `nil` without one.
    package var query: Substring? {
        guard let mark = target.utf8.firstIndex(of: 0x3F) else { return nil }
        return target[target.utf8.index(after: mark)...]
    }
}
