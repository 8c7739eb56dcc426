import HTTPCore
import Metrics

/// Requests by method and class of status, and how long they took. The handles are resolved once: the label sets are
/// few and known.
struct RequestCounters: Sendable {
    private static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"]
    private static let classes = ["2xx", "3xx", "4xx", "5xx"]

    private let requests: [Counter]
    private let latencies: [Histogram]

    init(_ metrics: MetricRegistry) {
        let counters = metrics.counters(
            "gatehouse_http_requests_total", help: "Requests by method and class of status.",
            labels: ["method", "status"])
        requests = Self.methods.flatMap { method in Self.classes.map { counters[[method, $0]] } }
        let histograms = metrics.histograms(
            "gatehouse_http_request_seconds", help: "From the request to its answer, in seconds.", labels: ["method"])
        latencies = Self.methods.map { histograms[[$0]] }
    }

    func count(_ method: HTTPMethod, _ status: Int, seconds: Double) {
        let row = Self.row(method)
        let column = min(max(status / 100 - 2, 0), Self.classes.count - 1)
        requests[row * Self.classes.count + column].increment()
        latencies[row].observe(seconds)
    }

    private static func row(_ method: HTTPMethod) -> Int {
        switch method {
        case .get: 0
        case .head: 1
        case .post: 2
        case .put: 3
        case .patch: 4
        case .delete: 5
        case .options: 6
        case .other: 7
        }
    }
}
