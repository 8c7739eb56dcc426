import CLDAP

/// Takes a name apart with libldap.
enum DistinguishedNameReader {
    private static let longest = 8_192

    static func read(_ text: String) throws(DistinguishedNameError) -> [RelativeDistinguishedName] {
        guard text.utf8.count <= longest else { throw .tooLong }
        // libldap reads up to a NUL; what stands behind one would be dropped.
        guard !text.utf8.contains(0) else { throw .notWellFormed }
        var parsed: LDAPDN?
        guard ldap_str2dn(text, &parsed, UInt32(LDAP_DN_FORMAT_LDAPV3)) == LDAP_SUCCESS else { throw .notWellFormed }
        guard let parsed else { return [] }
        defer { ldap_dnfree(parsed) }
        var rdns: [RelativeDistinguishedName] = [], index = 0
        while let rdn = parsed[index] {
            let parts = parts(of: rdn)
            // libldap takes `#` without digits for a value; RFC 4514 section 2.4 has none such.
            guard !parts.contains(where: { $0.isEncoded && $0.value.isEmpty }) else { throw .notWellFormed }
            rdns.append(RelativeDistinguishedName(parts: parts))
            index += 1
        }
        return rdns
    }

    private static func parts(of rdn: LDAPRDN) -> [RelativeDistinguishedName.Part] {
        var parts: [RelativeDistinguishedName.Part] = [], index = 0
        while let part = rdn[index] {
            let ava = part.pointee
            parts.append(
                .init(
                    type: String(decoding: ava.la_attr.bytes, as: UTF8.self), value: ava.la_value.bytes,
                    isEncoded: ava.la_flags & UInt32(LDAP_AVA_BINARY) != 0))
            index += 1
        }
        return parts
    }
}
