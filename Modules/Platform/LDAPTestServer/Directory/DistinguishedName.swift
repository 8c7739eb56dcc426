import CLDAP

/// The name of an entry (RFC 4514), read by libldap. Two that name the same entry are equal, however they are written.
struct DistinguishedName: Hashable, Sendable {
    struct Part: Sendable {
        let attribute: String
        let value: [UInt8]
    }

    /// As it was written.
    let text: String
    /// From the leaf to the root.
    let rdns: [[Part]]
    /// From the leaf to the root, in a form to compare.
    let rdnKeys: [String]
    /// The whole in a form to compare.
    let key: String

    /// - Returns: `nil` for what is no DN.
    init?(_ text: String) {
        guard let rdns = Self.parse(text) else { return nil }
        self.text = text
        self.rdns = rdns
        rdnKeys = rdns.map(Self.key(of:))
        key = rdnKeys.joined(separator: ",")
    }

    private init(text: String, rdns: [[Part]]) {
        self.text = text
        self.rdns = rdns
        rdnKeys = rdns.map(Self.key(of:))
        key = rdnKeys.joined(separator: ",")
    }

    static func == (left: Self, right: Self) -> Bool { left.key == right.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    var isEmpty: Bool { rdnKeys.isEmpty }
    var parentKey: String { rdnKeys.dropFirst().joined(separator: ",") }

    /// Whether it is the other one, or below.
    func isWithin(_ other: DistinguishedName) -> Bool {
        rdnKeys.count >= other.rdnKeys.count && rdnKeys.suffix(other.rdnKeys.count).elementsEqual(other.rdnKeys)
    }

    /// The name of the entry among its neighbours.
    var leaf: [Part] { rdns.first ?? [] }

    /// The same name below another entry.
    func below(_ parent: DistinguishedName) -> DistinguishedName {
        parent.isEmpty ? self : DistinguishedName(text: "\(text),\(parent.text)", rdns: rdns + parent.rdns)
    }

    /// The name of the entry above, which need not exist.
    var parent: DistinguishedName {
        let above = Array(rdns.dropFirst())
        return DistinguishedName(text: above.map(Self.text(of:)).joined(separator: ","), rdns: above)
    }

    /// The name after `old`, which it is or lies below, was renamed.
    func moved(from old: DistinguishedName, to new: DistinguishedName) -> DistinguishedName {
        let above = Array(rdns.dropLast(old.rdns.count))
        let names = above.map(Self.text(of:)).joined(separator: ",")
        return above.isEmpty ? new : DistinguishedName(text: names, rdns: above).below(new)
    }

    private static func key(of rdn: [Part]) -> String {
        rdn.map { part in
            let type = AttributeType(named: part.attribute)
            let value =
                switch MatchKey(stored: part.value, type.syntax) {
                case .text(let text): text
                case .integer(let number): String(number)
                case .octets(let bytes): "#" + bytes.map { String($0, radix: 16) }.joined(separator: ".")
                }
            return "\(type.key)=\(escaped(value))"
        }.sorted().joined(separator: "+")
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            if ["\\", ",", "+"].contains(scalar) { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private static func parse(_ text: String) -> [[Part]]? {
        var bytes = text.utf8.map { CChar(bitPattern: $0) } + [0]
        guard !bytes.dropLast().contains(0) else { return nil }
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var content = berval(bv_len: ber_len_t(buffer.count - 1), bv_val: buffer.baseAddress)
            var name: LDAPDN?
            guard ldap_bv2dn(&content, &name, UInt32(LDAP_DN_FORMAT_LDAP)) == LDAP_SUCCESS else { return nil }
            defer { ldap_dnfree(name) }
            var rdns: [[Part]] = [], index = 0
            while let rdn = name?[index] {
                rdns.append(parts(of: rdn))
                index += 1
            }
            let isSound = rdns.joined().allSatisfy { AttributeDescription($0.attribute) != nil && !$0.value.isEmpty }
            return isSound ? rdns : nil
        }
    }

    private static func parts(of rdn: LDAPRDN) -> [Part] {
        var parts: [Part] = [], index = 0
        while let part = rdn[index] {
            parts.append(
                Part(
                    attribute: String(decoding: bytes(part.pointee.la_attr), as: UTF8.self),
                    value: bytes(part.pointee.la_value)))
            index += 1
        }
        return parts
    }

    private static func bytes(_ value: berval) -> [UInt8] {
        UnsafeBufferPointer(start: value.bv_val, count: Int(value.bv_len)).map { UInt8(bitPattern: $0) }
    }
}
