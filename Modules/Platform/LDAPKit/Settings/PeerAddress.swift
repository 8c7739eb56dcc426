import Glibc

/// What can be said of a host before and after it is connected to.
enum PeerAddress {
    static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }

    /// Whether the text can stand in a URL as a host.
    static func isHost(_ text: String) -> Bool {
        if isIPv6(text) { return true }
        return !text.isEmpty && text.utf8.count <= 253 && !text.hasPrefix("-")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    static func isLoopback(_ host: String) -> Bool {
        if let four = ipv4(host) { return four >> 24 == 127 }
        if let six = ipv6(host) { return six.dropLast().allSatisfy { $0 == 0 } && six.last == 1 }
        return host == "localhost"
    }

    /// Link-local addresses: no directory of other machines stands there, but a cloud's store of credentials does.
    static func isForbidden(_ host: String) -> Bool {
        if let four = ipv4(host) { return isForbidden(ipv4: four) }
        return ipv6(host).map(isForbidden(ipv6:)) ?? false
    }

    /// The same of the address a name has led to.
    static func isForbidden(_ address: UnsafePointer<sockaddr>) -> Bool {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                isForbidden(ipv4: UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
            }
        case AF_INET6:
            address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { six in
                isForbidden(ipv6: withUnsafeBytes(of: six.pointee.sin6_addr) { Array($0) })
            }
        default: false
        }
    }

    private static func isForbidden(ipv4 address: UInt32) -> Bool { address >> 16 == 0xA9FE }

    private static func isForbidden(ipv6 address: [UInt8]) -> Bool {
        let isLinkLocal = address[0] == 0xFE && address[1] & 0xC0 == 0x80
        // fd00:ec2::254
        let isMetadata = address == [0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54]
        return isLinkLocal || isMetadata || ipv4Inside(address).contains(where: isForbidden(ipv4:))
    }

    /// The addresses of IPv4 that lie in one of IPv6, for whatever passes it on: mapped (RFC 4291 section 2.5.5.2) and
    /// compatible (2.5.5.1), translated (`::ffff:0:0:0/96`, RFC 2765; NAT64, RFC 6052 and 8215), 6to4 (RFC 3056).
    private static func ipv4Inside(_ address: [UInt8]) -> [UInt32] {
        var found: [UInt32] = []
        let beginnings: [[UInt8]] = [
            [UInt8](repeating: 0, count: 12), [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF],
            [UInt8](repeating: 0, count: 8) + [0xFF, 0xFF, 0, 0], [0, 0x64, 0xFF, 0x9B],
        ]
        if beginnings.contains(where: address.starts(with:)) { found.append(number(address[12...])) }
        if address.starts(with: [0x20, 0x02]) { found.append(number(address[2..<6])) }
        return found
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }

    /// As the resolver reads it: `0xA9FEA9FE` and `2852039166` are addresses too.
    private static func ipv4(_ text: String) -> UInt32? {
        var address = in_addr()
        return inet_aton(text, &address) == 1 ? UInt32(bigEndian: address.s_addr) : nil
    }

    private static func ipv6(_ text: String) -> [UInt8]? {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        return withUnsafeBytes(of: address) { Array($0) }
    }
}
