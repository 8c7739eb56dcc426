import Glibc

/// The other end of a connection: its text, made once, and the key under which its connections are counted.
struct PeerAddress: Sendable {
    /// Without the port.
    let text: String
    let key: Key

    /// An IPv4 address, or the /64 network of an IPv6 address: a single client owns a whole one.
    struct Key: Sendable, Hashable {
        let isIPv6: Bool
        let bits: UInt64
    }

    init(_ storage: sockaddr_storage) {
        var storage = storage
        if Int32(storage.ss_family) == AF_INET6 {
            (text, key) = withUnsafePointer(to: &storage) {
                $0.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                    var bytes = address.pointee.sin6_addr
                    let network = withUnsafeBytes(of: &bytes) { $0.load(as: UInt64.self) }
                    return (Self.text(AF_INET6, &bytes), Key(isIPv6: true, bits: network))
                }
            }
        } else {
            (text, key) = withUnsafePointer(to: &storage) {
                $0.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    var bytes = address.pointee.sin_addr
                    return (Self.text(AF_INET, &bytes), Key(isIPv6: false, bits: UInt64(bytes.s_addr)))
                }
            }
        }
    }

    private static func text(_ family: Int32, _ address: UnsafeRawPointer) -> String {
        let capacity = Int(INET6_ADDRSTRLEN)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
            guard inet_ntop(family, address, buffer.baseAddress, socklen_t(capacity)) != nil else { return "" }
            return String(cString: buffer.baseAddress!)
        }
    }
}
