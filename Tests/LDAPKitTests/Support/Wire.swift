/// Answers as bytes (RFC 4511 section 4.2), the false ones above all.
enum Wire {
    static func tlv(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            default: [0x83, UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
            }
        return [tag] + length + content
    }

    static func message(_ id: UInt8, _ operation: [UInt8], controls: [UInt8] = []) -> [UInt8] {
        tlv(0x30, [0x02, 0x01, id] + operation + (controls.isEmpty ? [] : tlv(0xA0, controls)))
    }

    /// - Parameters:
    ///   - tag: 0x61 a bind's, 0x65 a search's, 0x78 an extended operation's.
    static func result(
        _ tag: UInt8, id: UInt8, code: UInt8 = 0, said: String = "", referral: String? = nil, controls: [UInt8] = []
    ) -> [UInt8] {
        let referral = referral.map { tlv(0xA3, tlv(0x04, Array($0.utf8))) } ?? []
        return message(
            id, tlv(tag, [0x0A, 0x01, code, 0x04, 0x00] + tlv(0x04, Array(said.utf8)) + referral), controls: controls)
    }

    static func entry(id: UInt8, _ name: String, attributes: [UInt8] = []) -> [UInt8] {
        message(id, tlv(0x64, tlv(0x04, Array(name.utf8)) + tlv(0x30, attributes)))
    }

    static func attribute(_ name: String, _ values: [[UInt8]]) -> [UInt8] {
        tlv(0x30, tlv(0x04, Array(name.utf8)) + tlv(0x31, values.flatMap { tlv(0x04, $0) }))
    }

    static func reference(id: UInt8, _ url: String) -> [UInt8] { message(id, tlv(0x73, tlv(0x04, Array(url.utf8)))) }

    /// - Parameter value: `nil` leaves it out.
    static func policyControl(_ value: [UInt8]?) -> [UInt8] {
        tlv(0x30, tlv(0x04, Array("1.3.6.1.4.1.42.2.27.8.5.1".utf8)) + (value.map { tlv(0x04, $0) } ?? []))
    }

    /// Another page follows unless the cookie is empty (RFC 2696).
    static func pagedControl(cookie: [UInt8]) -> [UInt8] {
        let value = tlv(0x30, [0x02, 0x01, 0x00] + tlv(0x04, cookie))
        return tlv(0x30, tlv(0x04, Array("1.2.840.113556.1.4.319".utf8)) + tlv(0x04, value))
    }
}
