/// Decimal digits with leading zeros, straight into a byte array.
enum Digits {
    /// - Parameter number: zero or more, and below 10 to the power of `width`.
    static func append(_ number: Int64, width: Int, to bytes: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
