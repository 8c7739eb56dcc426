/// Why the engine itself answers a request with an error, before or instead of the handler.
package enum HTTPRefusal: String, Error, Sendable, Hashable, CaseIterable {
    case malformedRequestLine = "malformed request line"
    case malformedTarget = "malformed request target"
    case bareLineFeed = "line ended by LF without CR"
    case malformedField = "malformed header field"
    case hostMissing = "Host is missing"
    case hostRepeated = "Host stands twice"
    case malformedHost = "malformed Host"
    case malformedContentLength = "malformed or repeated Content-Length"
    case ambiguousFraming = "ambiguous message framing"
    case malformedChunk = "malformed chunked body"
    case headTimedOut = "head took too long"
    case bodyTimedOut = "body took too long"
    case bodyTooLarge = "body is too large"
    case targetTooLong = "request target is too long"
    case expectationUnsupported = "unsupported expectation"
    case headTooLarge = "head is too large"
    case codingUnsupported = "unsupported transfer coding"
    case handlerTimedOut = "answer took too long"
    case tooManyBodies = "too many bytes of request bodies at once"
    case versionUnsupported = "unsupported HTTP version"

    package var status: Int {
        switch self {
        case .malformedRequestLine, .malformedTarget, .bareLineFeed, .malformedField, .hostMissing, .hostRepeated,
            .malformedHost, .malformedContentLength, .ambiguousFraming, .malformedChunk:
            400
        case .headTimedOut, .bodyTimedOut: 408
        case .bodyTooLarge: 413
        case .targetTooLong: 414
        case .expectationUnsupported: 417
        case .headTooLarge: 431
        case .codingUnsupported: 501
        case .handlerTimedOut, .tooManyBodies: 503
        case .versionUnsupported: 505
        }
    }
}
