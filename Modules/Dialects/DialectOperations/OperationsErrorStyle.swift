package import DialectKit
import HTTPCore
import IdentityCore

extension ErrorStyle {
    /// Plain text: whoever asks here is a monitor or a person with curl.
    package static let operations = ErrorStyle(
        service: { error, _ in text(status(of: error)) },
        transport: { problem, _ in text(status(of: problem)) })

    private static func text(_ answer: (status: Int, sentence: String)) -> HTTPResponse {
        HTTPResponse(
            status: answer.status, contentType: "text/plain; charset=utf-8", body: Array((answer.sentence + "\n").utf8))
    }

    private static func status(of error: ServiceError) -> (Int, String) {
        switch error {
        case .unauthenticated: (401, "Only from this machine, or signed in.")
        case .forbidden: (403, "This needs the right to read metrics.")
        case .invalidInput: (400, "This takes no parameters.")
        case .notFound: (404, "There is no such thing.")
        case .alreadyExists, .conflict, .unsupported: (409, "This can't be done here.")
        case .limited: (429, "Too many requests.")
        case .unavailable: (503, "The database does not answer.")
        case .internalFailure(let incident): (500, "Something went wrong; incident \(incident).")
        }
    }

    private static func status(of problem: TransportProblem) -> (Int, String) {
        switch problem {
        case .routeNotFound: (404, "There is nothing at this path.")
        case .methodNotAllowed(let allow): (405, "This path takes \(allow).")
        case .malformedPath, .malformedBody: (400, "This takes no body.")
        case .unsupportedMediaType: (415, "This takes no body.")
        }
    }
}
