import EventLog
import HTTPEngine
import Metrics

/// What the engine settled by itself, in the log.
enum EngineEvents {
    static func record(_ event: HTTPServerEvent, in log: EventLog) {
        switch event {
        case .requestRefused(let refusal, let peer):
            log.info("http.refused", .int("status", refusal.status), .string("client", peer))
        case .connectionRefused(let limit, let peer):
            log.info("http.connection-refused", .string("limit", "\(limit)"), .string("client", peer))
        case .tlsFailed(let reason, let peer):
            log.info("tls.failed", .string("reason", reason), .string("client", peer))
        case .answerCut(let peer): log.info("http.answer-cut", .string("client", peer))
        case .fieldsDropped(let count, let peer):
            log.error("http.fields-dropped", .int("count", count), .string("client", peer))
        case .acceptPaused(let number): log.error("http.accept-paused", .int("errno", Int(number)))
        }
    }
}

/// The engine's own counters, read when the metrics are asked for.
enum EngineMetrics {
    static func describe(_ server: HTTPServer, in metrics: MetricRegistry) {
        metrics.read("gatehouse_http_connections", help: "Open connections.") {
            Double(server.counters.openConnections)
        }
        metrics.read("gatehouse_http_connections_accepted_total", .counter, help: "Connections taken.") {
            Double(server.counters.acceptedConnections)
        }
        metrics.read("gatehouse_http_connections_refused_total", .counter, help: "Connections over a limit.") {
            Double(server.counters.refusedConnections)
        }
        metrics.read("gatehouse_http_refused_total", .counter, help: "Requests that broke the protocol.") {
            Double(server.counters.refusedRequests)
        }
        metrics.read("gatehouse_tls_failures_total", .counter, help: "Handshakes that failed.") {
            Double(server.counters.failedHandshakes)
        }
    }
}
