/// What may stand in Host: a name or an IPv4 address, or an IPv6 address in brackets, each with a port or without.
/// Stricter than RFC 3986 (no percent signs, no sub-delimiters): no real host name has them.
enum HostRule {
    static func allows(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var position = value.startIndex
        if value.first == 0x5B {
            position += 1
            let start = position
            while position < value.endIndex, isAddressByte(value[position]) { position += 1 }
            guard position > start, position < value.endIndex, value[position] == 0x5D else { return false }
            position += 1
        } else {
            while position < value.endIndex, isNameByte(value[position]) { position += 1 }
            guard position > value.startIndex else { return false }
        }
        return isPort(value[position...])
    }

    /// Nothing, or a colon and at most five digits.
    private static func isPort(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let colon = rest.first else { return true }
        return colon == Bytes.colon && rest.count <= 6 && rest.dropFirst().allSatisfy(Bytes.isDigit)
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        Bytes.hexValue(byte) != nil || byte == Bytes.colon || byte == 0x2E
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        Bytes.isDigit(byte) || Bytes.isLetter(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
    }
}
