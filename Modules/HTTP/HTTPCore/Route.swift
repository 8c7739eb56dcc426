/// One method on one pattern, with the name of who declared it for the conflict message.
package struct Route: Sendable {
    package let method: HTTPMethod
    package let pattern: RoutePattern
    /// For example `native`.
    package let owner: String
    package let handler: any HTTPHandler

    package init(_ method: HTTPMethod, _ pattern: RoutePattern, owner: String, handler: any HTTPHandler) {
        self.method = method
        self.pattern = pattern
        self.owner = owner
        self.handler = handler
    }
}

/// Two routes answer to the same method and path; the server does not start.
package struct RouteConflict: Error, Sendable, CustomStringConvertible {
    package let method: HTTPMethod
    package let pattern: RoutePattern
    package let owners: [String]

    package var description: String {
        "\(method) \(pattern) is declared twice, by \(owners.joined(separator: " and ")); move or switch off one of them"
    }
}
