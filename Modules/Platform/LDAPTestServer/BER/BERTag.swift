import CLDAP

/// The identifier octets of an element, as liblber packs them.
struct BERTag: Hashable {
    let rawValue: ber_tag_t

    init(_ rawValue: ber_tag_t) { self.rawValue = rawValue }

    static let boolean = BERTag(0x01)
    static let integer = BERTag(0x02)
    static let octets = BERTag(0x04)
    static let enumerated = BERTag(0x0A)
    static let sequence = BERTag(0x30)
    static let set = BERTag(0x31)

    /// `[APPLICATION number]`, constructed.
    static func application(_ number: ber_tag_t) -> BERTag { BERTag(0x60 | number) }
    /// `[number]`, primitive.
    static func context(_ number: ber_tag_t) -> BERTag { BERTag(0x80 | number) }
    /// `[number]`, constructed.
    static func constructed(_ number: ber_tag_t) -> BERTag { BERTag(0xA0 | number) }
}
