import Glibc

/// What a text says of a host, without asking anybody.
package enum HostText {
    /// Whether the host is this machine, so that nobody else can listen on the way.
    package static func isLoopback(_ host: String) -> Bool {
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        if inet_pton(AF_INET6, host, &six) == 1 {
            return withUnsafeBytes(of: six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
        }
        return host == "localhost"
    }

    /// Whether the text can stand in a URL as a host: nothing that would begin a path, a port or a login.
    package static func isHost(_ text: String) -> Bool {
        isIPv6(text)
            || !text.isEmpty && text.utf8.count <= 253 && !text.hasPrefix("-")
                && text.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                        true
                    default: false
                    }
                }
    }

    package static func isIPv6(_ text: String) -> Bool {
        var six = in6_addr()
        return inet_pton(AF_INET6, text, &six) == 1
    }
}
