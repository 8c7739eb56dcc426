import HTTPCore

/// The engine's own error answers: small problem documents (RFC 9457).
enum EngineAnswer {
    static func problem(status: Int) -> HTTPResponse {
        let body = "{\"type\":\"about:blank\",\"title\":\"\(ReasonPhrase.of(status))\",\"status\":\(status)}"
        return HTTPResponse(status: status, contentType: "application/problem+json", body: Array(body.utf8))
    }

    /// `response`, or a 500 in its place when its status is none that a final answer may have.
    static func checked(_ response: HTTPResponse) -> HTTPResponse {
        (200...599).contains(response.status) ? response : problem(status: 500)
    }
}
