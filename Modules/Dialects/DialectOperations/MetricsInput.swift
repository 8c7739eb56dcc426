import DialectKit
import HTTPCore
import IdentityCore

/// Whether somebody at this machine asks. The other end of the connection counts, not what a field says of it; and a
/// request that a proxy handed on, listed or not, does not come from here.
struct MetricsInput: EndpointInput {
    static let description = InputDescription()
    let comesFromThisMachine: Bool

    init(reading request: inout RequestReader) throws(ServiceError) {
        let isLocal = IPAddress(request.request.peer)?.isLoopback ?? false
        comesFromThisMachine = isLocal && !request.request.wasForwarded
    }
}
