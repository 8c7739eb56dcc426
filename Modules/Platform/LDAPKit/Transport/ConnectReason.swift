import Glibc

/// Why a host can't be connected to. libldap loses the reason, so it is asked for once more, only after a failure.
enum ConnectReason {
    /// - Returns: an `errno`, 0 when it can be connected to now; `nil` when the name leads to no address.
    static func find(_ host: String, _ port: Int, within limit: Duration) -> Int32? {
        var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>?
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else { return nil }
        defer { freeaddrinfo(found) }
        let deadline = monotonicMilliseconds() + limit.wholeMilliseconds
        var reason = ETIMEDOUT, next: UnsafeMutablePointer<addrinfo>? = found
        while let address = next {
            reason = connect(address.pointee, before: deadline)
            if reason == 0 { break }
            next = address.pointee.ai_next
        }
        return reason
    }

    private static func connect(_ address: addrinfo, before deadline: Int64) -> Int32 {
        // The name server may say something else the second time.
        guard let place = address.ai_addr, !PeerAddress.isForbidden(UnsafePointer(place)) else { return EACCES }
        let descriptor = socket(
            address.ai_family, address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return 0 }
        guard errno == EINPROGRESS else { return errno }
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&ready, 1, Int32(clamping: max(deadline - monotonicMilliseconds(), 0))) > 0 else { return ETIMEDOUT }
        var reason: Int32 = 0, size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &reason, &size) == 0 ? reason : errno
    }
}
