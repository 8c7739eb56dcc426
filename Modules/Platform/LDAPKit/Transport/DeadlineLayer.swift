import CLDAP
import Glibc

/// A liblber layer below TLS that bounds every read and write by one absolute deadline.
///
/// libldap's own options bound neither a TLS handshake (with GnuTLS it spins on EAGAIN for as long as the peer is
/// silent) nor an answer that stops half way. ETIMEDOUT is fatal to both. The bytes are moved here and not by the layer
/// below, because `write` there may block on a full buffer and raises SIGPIPE.
enum DeadlineLayer {
    /// Just above the socket, below whatever TLS adds.
    private static let level = LBER_SBIOD_LEVEL_PROVIDER + 5

    // nonisolated(unsafe): filled before anybody sees it, and never changed.
    private nonisolated(unsafe) static let operations: UnsafeMutablePointer<Sockbuf_IO> = {
        let operations = UnsafeMutablePointer<Sockbuf_IO>.allocate(capacity: 1)
        operations.initialize(
            to: Sockbuf_IO(
                sbi_setup: { layer, context in
                    layer!.pointee.sbiod_pvt = context
                    return 0
                },
                sbi_remove: { _ in 0 },
                sbi_ctrl: { layer, option, argument in
                    guard let next = layer!.pointee.sbiod_next else { return 0 }
                    return next.pointee.sbiod_io.pointee.sbi_ctrl(next, option, argument)
                },
                sbi_read: { layer, buffer, count in
                    DeadlineLayer.move(layer, POLLIN) { recv($0, buffer, Int(count), Int32(MSG_DONTWAIT)) }
                },
                sbi_write: { layer, buffer, count in
                    DeadlineLayer.move(layer, POLLOUT) {
                        send($0, buffer, Int(count), Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
                    }
                },
                sbi_close: { _ in 0 }))
        return operations
    }()

    /// Waits until the descriptor is ready and moves bytes; -1 and `errno` when the deadline comes first.
    private static func move(
        _ layer: UnsafeMutablePointer<Sockbuf_IO_Desc>?, _ events: Int32, _ transfer: (Int32) -> Int
    ) -> Int {
        let state = layer!.pointee.sbiod_pvt.assumingMemoryBound(to: TransportState.self)
        while true {
            let left = state.pointee.deadline - monotonicMilliseconds()
            guard left > 0 else { break }
            var ready = pollfd(fd: state.pointee.descriptor, events: Int16(events), revents: 0)
            switch poll(&ready, 1, Int32(clamping: left)) {
            case 0: continue
            case -1 where errno == EINTR: continue
            case -1: return -1
            default: break
            }
            let moved = transfer(state.pointee.descriptor)
            if moved < 0, errno == EAGAIN || errno == EINTR { continue }
            if moved < 0 || (moved == 0 && events == POLLIN) { state.pointee.isClosed = true }
            return moved
        }
        state.pointee.isExpired = true
        errno = ETIMEDOUT
        return -1
    }

    /// For LDAP_OPT_CONNECT_CB: called right after connect(2), before any byte is sent.
    static let onConnect: ConnectCallback = { _, buffer, _, address, callback in
        guard let context = callback?.pointee.lc_arg else { return -1 }
        let state = context.assumingMemoryBound(to: TransportState.self)
        if let address, PeerAddress.isForbidden(UnsafePointer(address)) {
            state.pointee.isForbidden = true
            return -1
        }
        var descriptor: ber_socket_t = -1, one: Int32 = 1
        guard ber_sockbuf_ctrl(buffer, LBER_SB_OPT_GET_FD, &descriptor) == 1, descriptor >= 0,
            ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &state.pointee.maximumIncoming) == 1,
            ber_sockbuf_add_io(buffer, operations, level, context) == 0
        else { return -1 }
        state.pointee.descriptor = descriptor
        // Refused for a socket of the file system, which needs none.
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        return 0
    }

    typealias ConnectCallback =
        @convention(c) (
            OpaquePointer?, OpaquePointer?, UnsafeMutablePointer<LDAPURLDesc>?, UnsafeMutablePointer<sockaddr>?,
            UnsafeMutablePointer<ldap_conncb>?
        ) -> Int32
}
