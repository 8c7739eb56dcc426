/// The checksum of Ethernet, gzip and zlib (ISO 3309). Finds slips, proves nothing.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
    }

    /// Four bytes, the highest first.
    static func checksum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        // Taken out once: each look at a static goes through its initialisation check.
        let table = table
        var value = ~UInt32(0)
        for byte in bytes { value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8 }
        value = ~value
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
