import HTTPCore
import Synchronization

/// Request ids: a random part for the process and a counter, so that they cost nearly nothing and never meet.
final class RequestIDs: Sendable {
    private let prefix: String
    private let count = Atomic<UInt64>(0)

    init() { prefix = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16) }

    /// - Parameter acceptsOffered: whether an X-Request-Id field comes from a listed proxy and is kept if well formed.
    func id(for request: HTTPRequest, acceptsOffered: Bool) -> String {
        if acceptsOffered, let offered = request.fields[single: "x-request-id"], Self.isWellFormed(offered) {
            return offered
        }
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return "\(prefix)-\(String(number, radix: 16))"
    }

    private static func isWellFormed(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }
}
