import EventLog
import HTTPCore
import Synchronization

/// Says once that a proxy on this machine hands requests on and is not listed: all its clients then count as one, and
/// a hundred wrong passwords of anybody slow everybody.
final class UnlistedProxyWarning: Sendable {
    private let wasGiven = Atomic(false)

    func warn(of request: HTTPRequest, in log: EventLog) {
        guard request.peer.utf8.first == UInt8(ascii: "1") || request.peer == "::1",
            !wasGiven.load(ordering: .relaxed), request.wasForwarded, IPAddress(request.peer)?.isLoopback == true,
            !wasGiven.exchange(true, ordering: .relaxed)
        else { return }
        log.warning(
            "proxy.unlisted", .string("peer", request.peer),
            .string("advice", "list it in proxies.addresses, so that its clients are told apart"))
    }
}
