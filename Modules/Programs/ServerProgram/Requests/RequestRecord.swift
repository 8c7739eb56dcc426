import Composition
import DialectKit
import EventLog
import HTTPCore
import Metrics
import Synchronization

/// Around every request: its id, the client's address, one log line, the counters.
struct RequestRecord: HTTPMiddleware {
    private let log: EventLog
    private let proxies: TrustedProxies
    private let ids = RequestIDs()
    private let unlistedProxy = UnlistedProxyWarning()
    private let counters: RequestCounters

    init(_ house: House) {
        log = house.log
        counters = RequestCounters(house.metrics)
        let configured = house.configuration.proxies
        proxies = TrustedProxies(
            networks: configured.addresses.compactMap { IPNetwork($0) },
            field: TrustedProxies.Field(rawValue: configured.field) ?? .forwardedFor)
    }

    func respond(to request: HTTPRequest, next: any HTTPHandler) async -> HTTPResponse {
        let began = ContinuousClock.now
        var request = request
        let isProxied = proxies.trusts(request.peer)
        if !isProxied { unlistedProxy.warn(of: request, in: log) }
        if isProxied {
            request.clientAddress = proxies.client(of: request)
            request.isSecure = request.isSecure || proxies.saysSecure(request)
        }
        request.requestID = ids.id(for: request, acceptsOffered: isProxied)
        var response = await next.respond(to: request)
        response.fields.append(("X-Request-Id", request.requestID))
        response.fields.append(("X-Content-Type-Options", "nosniff"))
        if request.isSecure { response.fields.append(("Strict-Transport-Security", "max-age=31536000")) }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        counters.count(request.method, response.status, seconds: seconds)
        // The query is left out: what people search for, and what they put there by mistake, belongs into no log.
        log.info(
            "http.request", .string("id", request.requestID), .string("method", request.method.description),
            .string("path", Self.shortened(request.pathWithoutTokens)), .int("status", response.status),
            .milliseconds("ms", seconds * 1_000), .string("client", request.clientAddress),
            .int("bytes", response.body.count))
        return response
    }

    /// Nearly every path is short, and counting characters costs more than the rest of the line.
    private static func shortened(_ path: String) -> String {
        path.utf8.count <= 256 ? path : String(path.prefix(256))
    }
}
