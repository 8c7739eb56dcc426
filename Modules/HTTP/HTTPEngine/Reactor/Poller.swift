import CLinux
import Glibc

/// One epoll instance.
final class Poller {
    static let readable = EPOLLIN.rawValue
    static let writable = EPOLLOUT.rawValue
    /// The connection was reset, or both sides have ended it; told always.
    static let broken = EPOLLHUP.rawValue | EPOLLERR.rawValue

    private let descriptor: Int32
    private let events: UnsafeMutableBufferPointer<epoll_event>

    init() throws(HTTPServerError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        events = .allocate(capacity: 256)
        guard descriptor >= 0 else { throw .lastSystemError(in: "epoll_create1") }
    }

    deinit {
        events.deallocate()
        if descriptor >= 0 { close(descriptor) }
    }

    /// - Returns: whether the kernel took it.
    @discardableResult
    func add(_ target: Int32, _ tag: UInt64, _ interest: UInt32) -> Bool {
        control(EPOLL_CTL_ADD, target, tag, interest)
    }

    /// Adds a socket that several pollers watch: one event wakes one of them, not all.
    @discardableResult
    func addShared(_ target: Int32, _ tag: UInt64) -> Bool {
        control(EPOLL_CTL_ADD, target, tag, Self.readable | EPOLLEXCLUSIVE.rawValue)
    }

    func change(_ target: Int32, _ tag: UInt64, _ interest: UInt32) {
        control(EPOLL_CTL_MOD, target, tag, interest)
    }

    func remove(_ target: Int32) { control(EPOLL_CTL_DEL, target, 0, 0) }

    @discardableResult
    private func control(_ operation: Int32, _ target: Int32, _ tag: UInt64, _ interest: UInt32) -> Bool {
        var event = epoll_event(events: interest, data: epoll_data_t(u64: tag))
        return epoll_ctl(descriptor, operation, target, &event) == 0
    }

    /// - Parameter timeout: milliseconds; negative waits without end.
    /// - Returns: how many events there are, to be had by `event(_:)` until the next call.
    func wait(timeout: Int32) -> Int {
        max(0, Int(epoll_wait(descriptor, events.baseAddress, Int32(events.count), timeout)))
    }

    func event(_ index: Int) -> (tag: UInt64, events: UInt32) { (events[index].data.u64, events[index].events) }
}
