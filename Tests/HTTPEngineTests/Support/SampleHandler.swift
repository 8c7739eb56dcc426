import HTTPCore

/// A handler for tests; its paths say what it does.
struct SampleHandler: HTTPHandler {
    let gate: Gate

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let parts = request.path.split(separator: "/")
        switch parts.first {
        case "gated":
            await gate.pass()
            return text("gated")
        case "yielding":
            await Task.yield()
            return text("yielded \(parts.last ?? "")")
        case "late":
            await Task.yield()
            return HTTPResponse(status: 200, body: Array(repeating: 0x79, count: Int(parts[1]) ?? 0))
        case "big": return HTTPResponse(status: 200, body: Array(repeating: 0x78, count: Int(parts[1]) ?? 0))
        case "status": return HTTPResponse(status: Int(parts[1]) ?? 0, body: Array("body".utf8))
        case "peer": return text("\(request.peer) \(request.isSecure)")
        case "closing": return HTTPResponse(status: 200, fields: [("Connection", "close")])
        case "field": return text(request.fields.all("x-field").joined(separator: "|"))
        case "splitting":
            return HTTPResponse(
                status: 200,
                fields: [
                    ("X-Good", "kept"), ("X-Value", "a\r\nX-Evil: 1"), ("X-Nul", "a\0b"), ("X-Evil: 1\r\nX", "name"),
                    ("", "empty"), ("Content-Length", "9999"), ("Transfer-Encoding", "chunked"),
                ], body: Array("split".utf8))
        default: return text("\(request.method) \(request.target) \(String(decoding: request.body, as: UTF8.self))")
        }
    }

    private func text(_ text: String) -> HTTPResponse {
        HTTPResponse(status: 200, contentType: "text/plain", body: Array(text.utf8))
    }
}
