package import HTTPCore
package import IdentityCore
package import IdentityServices

/// Who a request says it is, in a dialect's own way of saying it.
package enum CallerClaim: Sendable {
    case nothing
    case bearer(Secret)
    /// What a proxy has written about whoever sent the request, or somebody in its place. No dialect makes it: it is looked
    /// for where a request brings no proof of its own.
    case assertion(PresentedAssertion)
    /// Something was offered that can't be read as a proof. Refused, never treated as nothing.
    case unreadable
    /// The proof, and the user as whom its owner acts for the length of this request.
    indirect case acting(as: UserSelector, with: CallerClaim)
}

/// One API: paths, bodies, mapping and error style over the same use cases. Nothing else.
package protocol Dialect: Sendable {
    /// For example `native`; names the mount in the configuration and in conflict messages.
    static var name: String { get }
    /// Whether a body that can't be read is refused before anybody is asked who they are.
    static var readsBodyFirst: Bool { get }
    /// How requests are refused that lie where the dialect is mounted and reach none of its endpoints.
    static var errors: ErrorStyle { get }
    func claim(in request: HTTPRequest) -> CallerClaim
    func endpoints(_ table: inout EndpointTable)
}

extension Dialect {
    package static var readsBodyFirst: Bool { false }
}

/// Turns a claim into a caller.
package struct CallerResolver: Sendable {
    /// The header fields that proxies vouch for people with, in lower case; empty when no proxy is believed.
    package let assertionFields: Set<String>
    private let prove: @Sendable (CallerClaim, RequestOrigin) async throws(ServiceError) -> Caller

    package init(
        assertionFields: Set<String> = [],
        _ prove: @escaping @Sendable (CallerClaim, RequestOrigin) async throws(ServiceError) -> Caller
    ) {
        self.assertionFields = assertionFields
        self.prove = prove
    }

    /// - Parameter claim: the dialect's own; where it has none, what a proxy says counts.
    package func caller(
        _ claim: CallerClaim, of request: HTTPRequest, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        if case .nothing = claim, !assertionFields.isEmpty {
            return try await prove(request.assertionClaim(assertionFields), origin)
        }
        return try await prove(claim, origin)
    }
}

extension Services {
    /// The resolver that every dialect uses: a claim is proved by the services, or it is nobody's.
    package var resolver: CallerResolver {
        CallerResolver(assertionFields: signIn.assertionFields) { claim, origin throws(ServiceError) in
            try await caller(claim, from: origin)
        }
    }

    private func caller(
        _ claim: CallerClaim, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        switch claim {
        case .nothing: return Caller(.anonymous, origin: origin)
        case .unreadable: throw .unauthenticated
        case .bearer(let token): return try await sessions.caller(presenting: token, from: origin)
        case .assertion(let assertion): return try await sessions.caller(presenting: assertion, from: origin)
        case .acting(let selector, let proof):
            return try await impersonation.caller(actingAs: selector, as: caller(proof, from: origin))
        }
    }
}
