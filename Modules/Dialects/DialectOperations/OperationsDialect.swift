package import DialectKit
package import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// What operators and their monitors ask: is it alive, is it ready, how is it doing.
package struct OperationsDialect: Dialect {
    package static let name = "operations"
    package static let errors = ErrorStyle.operations

    private let readiness: @Sendable () async -> Readiness
    private let metrics: @Sendable () -> [UInt8]

    /// - Parameters:
    ///   - readiness: asked on every request; whoever hands it in bounds what it costs.
    ///   - metrics: the Prometheus text.
    package init(readiness: @escaping @Sendable () async -> Readiness, metrics: @escaping @Sendable () -> [UInt8]) {
        self.readiness = readiness
        self.metrics = metrics
    }

    package func claim(in request: HTTPRequest) -> CallerClaim { request.bearerClaim }

    package func endpoints(_ table: inout EndpointTable) {
        let readiness = readiness, metrics = metrics
        table.on(.get, "/healthz", .open, "Is the process alive", errors: .operations) {
            (_: NoInput, _) async throws(ServiceError) in Liveness()
        }
        table.on(.get, "/readyz", .open, "Can it serve: is the database there and writable", errors: .operations) {
            (_: NoInput, _) async throws(ServiceError) in await readiness()
        }
        table.on(
            .get, "/metrics", .optional, "Measurements in the Prometheus text format", errors: .operations
        ) { (input: MetricsInput, caller) async throws(ServiceError) in
            if !input.comesFromThisMachine { try caller.require(.readMetrics) }
            return MetricsText(bytes: metrics())
        }
    }
}
