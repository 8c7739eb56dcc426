package import HTTPCore
package import IdentityCore
package import IdentityServices

/// Who a request says it is, in a dialect's own way of saying it.
package enum CallerClaim: Sendable {
    case nothing
    case bearer(Secret)
    /// Something was offered that can't be read as a proof. Refused, never treated as nothing.
    case unreadable
}

/// One API: paths, bodies, mapping and error style over the same use cases. Nothing else.
package protocol Dialect: Sendable {
    /// For example `native`; names the mount in the configuration and in conflict messages.
    static var name: String { get }
    func claim(in request: HTTPRequest) -> CallerClaim
    func endpoints(_ table: inout EndpointTable)
}

/// Turns a claim into a caller.
package typealias CallerResolver =
    @Sendable (CallerClaim, RequestOrigin) async throws(ServiceError) -> Caller

extension Services {
    /// The resolver that every dialect uses: a claim is proved by the services, or it is nobody's.
    package var resolver: CallerResolver {
        let sessions = sessions
        return { claim, origin throws(ServiceError) in
            switch claim {
            case .nothing: return Caller(.anonymous, origin: origin)
            case .unreadable: throw .unauthenticated
            case .bearer(let token): return try await sessions.caller(presenting: token, from: origin)
            }
        }
    }
}
