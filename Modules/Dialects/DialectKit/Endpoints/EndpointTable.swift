package import HTTPCore
package import IdentityCore
package import IdentityServices

/// Whether an endpoint needs somebody to be signed in. Says who may come in, not what they may do: that is the
/// business of the use case.
package enum Access: Sendable {
    case open
    case signedIn
    /// Whoever offers a proof is resolved; whoever offers none comes in as nobody.
    case optional
}

/// What an endpoint may throw; its error style has an answer for every case.
package typealias EndpointFailure = ServiceError

/// What the documentation says of one endpoint.
package struct EndpointDescription: Sendable {
    package let method: HTTPMethod
    package let pattern: RoutePattern
    package let access: Access
    package let summary: String
    package let input: InputDescription
    package let output: OutputDescription
}

/// Turns typed endpoints into routes. A caller is resolved, a body decoded, a result encoded and an error mapped here
/// and nowhere else; a handler can't throw past it.
package struct EndpointTable: Sendable {
    package private(set) var routes: [Route] = []
    package private(set) var descriptions: [EndpointDescription] = []
    private let owner: String
    private let readsBodyFirst: Bool
    /// Where the dialect is mounted.
    package let prefix: String
    private let claim: @Sendable (HTTPRequest) -> CallerClaim
    private let resolver: CallerResolver

    /// - Parameter prefix: where the dialect is mounted, such as `/api/v1`; empty for the root.
    package init<Speaker: Dialect>(_ dialect: Speaker, at prefix: String, resolve resolver: CallerResolver) {
        owner = Speaker.name
        readsBodyFirst = Speaker.readsBodyFirst
        self.prefix = prefix
        self.resolver = resolver
        claim = { dialect.claim(in: $0) }
        dialect.endpoints(&self)
    }

    package mutating func on<Input: EndpointInput, Output: EndpointOutput>(
        _ method: HTTPMethod, _ path: RoutePattern, _ access: Access, _ summary: String, errors: ErrorStyle,
        _ endpoint: @escaping @Sendable (Input, Caller) async throws(EndpointFailure) -> Output
    ) {
        let pattern = path.mounted(at: prefix)
        let claim = claim, resolver = resolver, readsBodyFirst = readsBodyFirst
        descriptions.append(
            EndpointDescription(
                method: method, pattern: pattern, access: access, summary: summary, input: Input.description,
                output: Output.description))
        let handler = HTTPAnswering { request in
            do throws(ServiceError) {
                guard !request.hasTokenInAddress else { throw ServiceError.invalidInput([Self.tokenInAddress]) }
                let form = Input.description.form
                let early = readsBodyFirst ? RequestContent.read(request, as: form) : nil
                if case .failure(let failure) = early { return errors.transport(failure.problem, request) }
                var caller = Caller(.anonymous, origin: request.origin)
                if access != .open {
                    caller = try await resolver.caller(claim(request), of: request, from: caller.origin)
                    if access == .signedIn, case .anonymous = caller.principal { throw ServiceError.unauthenticated }
                }
                switch early ?? RequestContent.read(request, as: form) {
                case .failure(let failure): return errors.transport(failure.problem, request)
                case .success(let content):
                    var reader = try RequestReader(request, Input.description, content: content)
                    let input = try Input(reading: &reader)
                    try reader.finish()
                    return try await endpoint(input, caller).response()
                }
            } catch {
                return errors.service(error, request)
            }
        }
        routes.append(Route(method, pattern, owner: owner, handler: handler))
    }

    private static let tokenInAddress = FieldProblem(
        "address", .malformed,
        "A token stands in the address, where others may have read it: end it, and send the next one in the header.")
}
