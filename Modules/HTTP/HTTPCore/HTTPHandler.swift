/// Answers a request. Does not throw: whatever goes wrong is an answer too.
package protocol HTTPHandler: Sendable {
    func respond(to request: HTTPRequest) async -> HTTPResponse
}

/// A handler made of a closure.
package struct HTTPAnswering: HTTPHandler {
    private let answer: @Sendable (HTTPRequest) async -> HTTPResponse

    package init(_ answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) { self.answer = answer }

    package func respond(to request: HTTPRequest) async -> HTTPResponse { await answer(request) }
}

/// Wraps a handler: request id, access log, client address.
package protocol HTTPMiddleware: Sendable {
    func respond(to request: HTTPRequest, next: any HTTPHandler) async -> HTTPResponse
}

extension HTTPHandler {
    /// This handler with `middleware` around it.
    package func wrapped(in middleware: any HTTPMiddleware) -> any HTTPHandler {
        WrappedHandler(middleware: middleware, inner: self)
    }
}

private struct WrappedHandler: HTTPHandler {
    let middleware: any HTTPMiddleware
    let inner: any HTTPHandler

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        await middleware.respond(to: request, next: inner)
    }
}

/// A listening server. Nothing above it knows how it listens.
package protocol HTTPServing: Sendable {
    /// Serves until the task is cancelled, then lets running requests end within the grace time, and returns.
    func run(_ handler: any HTTPHandler) async throws
}
