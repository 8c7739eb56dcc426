/// An IPv4 or IPv6 address without zone. An IPv4-mapped IPv6 address counts as the IPv4 address it stands for
/// (RFC 4291 section 2.5.5.2), so that one client has one name.
package struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes in network order.
    package let bytes: [UInt8]

    package init?(_ text: some StringProtocol) {
        if text.contains(":") {
            guard let groups = Self.ipv6Groups(text) else { return nil }
            let all = groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            let isMapped = all[0..<10].allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
            bytes = isMapped ? Array(all[12...]) : all
        } else {
            guard let four = Self.ipv4Bytes(text) else { return nil }
            bytes = four
        }
    }

    package var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes[0..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// What counts as one client for limits: an IPv4 address, or the /64 network of an IPv6 address, since one
    /// subscriber is given at least that much (RFC 6177).
    package var limitKey: String {
        bytes.count == 4
            ? bytes.map(String.init).joined(separator: ".")
            : bytes[0..<8].map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }

    private static func ipv4Bytes(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            // A leading zero reads as octal elsewhere; refusing it leaves one reading only.
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part.utf8.count == 1 || part.utf8.first != 0x30, let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func ipv6Groups(_ text: some StringProtocol) -> [UInt16]? {
        let whole = String(text)
        guard whole.utf8.count <= 45, whole.utf8.filter({ $0 == 0x3A }).count >= 2 else { return nil }
        let halves = whole.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        guard let left = groups(halves[0]) else { return nil }
        guard halves.count == 2 else { return left.count == 8 ? left : nil }
        guard let right = groups(halves[1]), left.count + right.count <= 7 else { return nil }
        return left + [UInt16](repeating: 0, count: 8 - left.count - right.count) + right
    }

    private static func groups(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let four = ipv4Bytes(part) else { return nil }
                groups += [UInt16(four[0]) << 8 | UInt16(four[1]), UInt16(four[2]) << 8 | UInt16(four[3])]
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups.count <= 8 ? groups : nil
    }
}

/// A block of addresses such as `10.0.0.0/8`, or one address.
package struct IPNetwork: Hashable, Sendable {
    private let address: IPAddress
    private let prefixLength: Int

    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
        let bits = address.bytes.count * 8
        guard parts.count == 2 else {
            self.address = address
            prefixLength = bits
            return
        }
        guard let length = Int(parts[1]), (0...bits).contains(length), parts[1].utf8.count <= 3 else { return nil }
        self.address = address
        prefixLength = length
    }

    package func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        let whole = prefixLength / 8, rest = prefixLength % 8
        guard address.bytes[0..<whole] == other.bytes[0..<whole] else { return false }
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return address.bytes[whole] & mask == other.bytes[whole] & mask
    }
}
