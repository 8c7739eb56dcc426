import CLDAP
import Glibc

/// What the transport layer and its connection know together. On the heap, because libldap keeps its address.
struct TransportState {
    var descriptor: ber_socket_t = -1
    /// Monotonic milliseconds; everything after it fails at once.
    var deadline: Int64 = 0
    var maximumIncoming: ber_len_t = 0
    var isExpired = false
    /// The peer closed or reset the connection.
    var isClosed = false
    /// The name led to an address that is refused.
    var isForbidden = false
}

func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
}

extension Duration {
    var wholeMilliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }

    var timeValue: timeval {
        let milliseconds = max(wholeMilliseconds, 1)
        return timeval(tv_sec: Int(milliseconds / 1_000), tv_usec: Int(milliseconds % 1_000) * 1_000)
    }
}
