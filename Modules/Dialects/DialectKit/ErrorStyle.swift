package import HTTPCore
package import IdentityCore

/// What is wrong with a request before any use case is asked.
package enum TransportProblem: Hashable, Sendable {
    case routeNotFound
    case methodNotAllowed(allow: String)
    case malformedPath
    /// The body is no JSON; the sentence says where and why.
    case malformedBody(String)
    case unsupportedMediaType
}

/// How failures look on the wire. A dialect may own several: one of its routes may answer in another shape.
package struct ErrorStyle: Sendable {
    package let service: @Sendable (ServiceError, HTTPRequest) -> HTTPResponse
    package let transport: @Sendable (TransportProblem, HTTPRequest) -> HTTPResponse

    package init(
        service: @escaping @Sendable (ServiceError, HTTPRequest) -> HTTPResponse,
        transport: @escaping @Sendable (TransportProblem, HTTPRequest) -> HTTPResponse
    ) {
        self.service = service
        self.transport = transport
    }
}
