import FoundationEssentials
import JSONText

/// Times as directories write them.
enum DirectoryTime {
    /// - Parameter ticks: of 100 nanoseconds since 1601 (MS-DTYP section 2.3.3).
    static func seconds(ticks: Int64) -> Int64 { ticks / 10_000_000 - 11_644_473_600 }

    /// GeneralizedTime in UTC (RFC 4517 section 3.3.13): `20261121093000Z`. Any other text has not passed.
    static func hasPassed(_ text: String, at now: Date) -> Bool {
        let digits = Array(text.utf8)
        guard digits.count >= 15, digits.last == UInt8(ascii: "Z"), digits.prefix(14).allSatisfy({ 0x30...0x39 ~= $0 })
        else { return false }
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        let date = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        let time = "\(part(8..<10)):\(part(10..<12)):\(part(12..<14))"
        guard let milliseconds = Timestamp.milliseconds("\(date)T\(time)Z") else { return false }
        return milliseconds / 1_000 <= now.seconds
    }
}

extension Date {
    /// Since 1970, whole.
    var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}
