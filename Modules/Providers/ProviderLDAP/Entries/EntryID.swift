import LDAPKit

/// The directory's stable name for an entry, as text and back.
enum EntryID {
    /// - Returns: `nil` when the bytes are not of that format.
    static func text(_ bytes: [UInt8], as format: AttributeMap.IDFormat) -> String? {
        guard !bytes.isEmpty else { return nil }
        return switch format {
        case .text: String(validating: bytes, as: UTF8.self)
        case .guid: bytes.count == 16 ? guid(bytes) : nil
        case .hex: bytes.map(digits).joined()
        }
    }

    /// What a search for that id compares with.
    static func value(_ text: String, as format: AttributeMap.IDFormat) -> LDAPFilterValue? {
        switch format {
        case .text: text.isEmpty ? nil : .text(text)
        case .guid: bytes(hex: text.split(separator: "-").joined()).flatMap(reordered).map(LDAPFilterValue.bytes)
        case .hex: bytes(hex: text).map(LDAPFilterValue.bytes)
        }
    }

    /// The first three groups stand with their last byte first (MS-DTYP section 2.3.4.2).
    private static let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

    private static func reordered(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.count == 16 ? order.map { bytes[$0] } : nil
    }

    private static func guid(_ bytes: [UInt8]) -> String? {
        guard let digits = reordered(bytes)?.map(digits) else { return nil }
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16]
        return groups.map { digits[$0].joined() }.joined(separator: "-")
    }

    private static func digits(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return byte < 16 ? "0" + text : text
    }

    private static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard !digits.isEmpty, digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0 }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}
