package import DialectKit
package import HTTPCore
import JSONText

struct Liveness: EndpointOutput {
    static let description = OutputDescription(200, "The process answers.", shape: nil)

    func response() -> HTTPResponse {
        HTTPResponse(status: 200, contentType: "application/json", body: Array(#"{"status":"ok"}"#.utf8))
    }
}

/// Whether the server can do its work, and which part can't.
package struct Readiness: EndpointOutput {
    package struct Check: Sendable {
        package let name: String
        package let isReady: Bool

        package init(_ name: String, isReady: Bool) {
            self.name = name
            self.isReady = isReady
        }
    }

    package static let description = OutputDescription(200, "Ready; 503 when a part is not.", shape: nil)
    private let checks: [Check]
    /// What does not work, and does not keep the rest from working.
    private let degraded: [String]

    package init(_ checks: [Check], degraded: [String] = []) {
        self.checks = checks
        self.degraded = degraded
    }

    package func response() -> HTTPResponse {
        let isReady = checks.allSatisfy(\.isReady)
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("ready", isReady)
            writer.array("checks") { writer in
                for check in checks {
                    writer.object { writer in
                        writer.field("name", check.name)
                        writer.field("ready", check.isReady)
                    }
                }
            }
            writer.array("degraded") { writer in
                for part in degraded { writer.value(part) }
            }
        }
        return HTTPResponse(status: isReady ? 200 : 503, contentType: "application/json", body: writer.bytes)
    }
}

struct MetricsText: EndpointOutput {
    static let description = OutputDescription(
        200, "One line a measurement.", contentType: "text/plain; version=0.0.4; charset=utf-8")
    let bytes: [UInt8]

    func response() -> HTTPResponse {
        HTTPResponse(status: 200, contentType: Self.description.contentType, body: bytes)
    }
}
