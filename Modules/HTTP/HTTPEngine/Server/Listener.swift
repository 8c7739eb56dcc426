import CLinux
import Glibc
import Synchronization

/// One listening socket, shared by all reactors.
final class Listener: Sendable {
    let descriptor: Int32
    /// With the port the kernel chose, when none was given.
    let address: ListenAddress
    private let isOpen = Atomic(true)

    init(_ wanted: ListenAddress) throws(HTTPServerError) {
        var storage = sockaddr_storage(), length: socklen_t = 0
        try Self.resolve(wanted, into: &storage, &length)
        let family = Int32(storage.ss_family)
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw .lastSystemError(in: "socket") }
        do throws(HTTPServerError) {
            try Self.setOptions(of: descriptor, family: family)
            try Self.bind(descriptor, wanted, &storage, length)
            // The kernel cuts it to its own limit.
            guard listen(descriptor, 4_096) == 0 else {
                throw errno == EADDRINUSE ? .addressInUse(wanted) : .lastSystemError(in: "listen")
            }
            address = ListenAddress(host: wanted.host, port: try Self.port(of: descriptor))
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Refuses new connections from now on. The descriptor's number stays taken, so no reactor can mistake another
    /// socket for it.
    func stop() {
        if isOpen.exchange(false, ordering: .relaxed) { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    private static func resolve(
        _ wanted: ListenAddress, into storage: inout sockaddr_storage, _ length: inout socklen_t
    ) throws(HTTPServerError) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(wanted.host, String(wanted.port), &hints, &list)
        guard result == 0, let first = list else {
            throw .addressUnknown(wanted, reason: String(cString: gai_strerror(result)))
        }
        defer { freeaddrinfo(list) }
        length = first.pointee.ai_addrlen
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: first.pointee.ai_addr, count: Int(length)))
        }
    }

    private static func setOptions(of descriptor: Int32, family: Int32) throws(HTTPServerError) {
        try set(SOL_SOCKET, SO_REUSEADDR, 1, on: descriptor)
        // Accepted sockets inherit it: answers leave at once.
        try set(Int32(IPPROTO_TCP), TCP_NODELAY, 1, on: descriptor)
        if family == AF_INET6 { try set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1, on: descriptor) }
    }

    private static func set(
        _ level: Int32, _ option: Int32, _ value: Int32, on descriptor: Int32
    ) throws(HTTPServerError) {
        var value = value
        guard setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0 else {
            throw .lastSystemError(in: "setsockopt")
        }
    }

    private static func bind(
        _ descriptor: Int32, _ wanted: ListenAddress, _ storage: inout sockaddr_storage, _ length: socklen_t
    ) throws(HTTPServerError) {
        let result = withUnsafePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(descriptor, $0, length) }
        }
        guard result != 0 else { return }
        switch errno {
        case EADDRINUSE: throw .addressInUse(wanted)
        case EACCES: throw .addressForbidden(wanted)
        case EADDRNOTAVAIL: throw .addressUnavailable(wanted)
        default: throw .lastSystemError(in: "bind")
        }
    }

    private static func port(of descriptor: Int32) throws(HTTPServerError) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0 else { throw .lastSystemError(in: "getsockname") }
        // Both families keep the port in the same place.
        let bigEndian = withUnsafePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_port }
        }
        return UInt16(bigEndian: bigEndian)
    }
}
