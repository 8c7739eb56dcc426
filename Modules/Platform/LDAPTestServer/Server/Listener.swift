import CLinux
import Glibc

/// One listening socket.
final class Listener: Sendable {
    let descriptor: Int32
    let port: UInt16

    /// - Parameters:
    ///   - address: an IPv4 or IPv6 address in numbers.
    ///   - port: 0 lets the kernel choose.
    init(_ address: String, port: Int) throws(LDAPTestServer.Problem) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address, String(port), &hints, &list) == 0, let found = list?.pointee else {
            throw LDAPTestServer.Problem(.address, "\(address) is no IP address to listen on")
        }
        defer { freeaddrinfo(list) }
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(found.ai_family, kind, 0)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        // Accepted sockets inherit it: answers leave at once.
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard descriptor >= 0, bind(descriptor, found.ai_addr, found.ai_addrlen) == 0, listen(descriptor, 256) == 0
        else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw LDAPTestServer.Problem(.address, "port \(port) of \(address) can't be listened on: \(reason)")
        }
        self.descriptor = descriptor
        self.port = Self.port(of: descriptor)
    }

    deinit { close(descriptor) }

    /// - Returns: a socket that doesn't block; `nil` when none waits.
    func accept() -> Int32? {
        let accepted = accept4(descriptor, nil, nil, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
        return accepted >= 0 ? accepted : nil
    }

    /// Whether only this machine can reach the address.
    static func isLoopback(_ address: String) -> Bool {
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, address, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        guard inet_pton(AF_INET6, address, &six) == 1 else { return false }
        return withUnsafeBytes(of: six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage(), length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { start in
            start.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
            // Both families keep the port in the same place.
            return start.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
        }
    }
}
