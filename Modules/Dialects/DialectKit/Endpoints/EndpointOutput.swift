package import HTTPCore

/// What an endpoint answers with.
package protocol EndpointOutput: Sendable {
    static var description: OutputDescription { get }
    func response() -> HTTPResponse
}

package struct OutputDescription: Sendable {
    package let status: Int
    package let help: String
    package let shape: ObjectShape?
    /// For answers that are no JSON object of ours.
    package let contentType: String
    /// Whether 304 is answered to a client that has the representation already (RFC 9110 section 13.1.2).
    package let isConditional: Bool

    package init(
        _ status: Int, _ help: String, shape: ObjectShape? = nil, contentType: String = "application/json",
        isConditional: Bool = false
    ) {
        self.status = status
        self.help = help
        self.shape = shape
        self.contentType = contentType
        self.isConditional = isConditional
    }
}

/// 204, and nothing to read.
package struct NoContent: EndpointOutput {
    package static let description = OutputDescription(204, "Done; there is nothing to read.")
    package init() {}
    package func response() -> HTTPResponse { HTTPResponse(status: 204) }
}
