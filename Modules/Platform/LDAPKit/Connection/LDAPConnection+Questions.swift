import CLDAP

extension LDAPConnection {
    /// Whether the entry has that value, as the server compares it (RFC 4511 section 4.10).
    package func compare(
        _ name: DistinguishedName, _ attribute: LDAPAttributeName, _ value: [UInt8]
    ) throws(LDAPFailure) -> Bool {
        try begin(.compare)
        var request: Int32 = 0, value = value
        let code = value.withUnsafeMutableBytes { bytes in
            var assertion = berval(
                bv_len: ber_len_t(bytes.count), bv_val: bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
            return ldap_compare_ext(handle.pointer, name.text, attribute.text, &assertion, nil, nil, &request)
        }
        try check(code, during: .compare)
        let message = try message(of: request, during: .compare)
        defer { ldap_msgfree(message) }
        let result = try ServerResult(message, of: self, during: .compare)
        switch result.code {
        case .compareTrue: return true
        case .compareFalse: return false
        default: throw result.failure(during: .compare)
        }
    }

    /// Whom the server takes this connection for: `dn:…`, `u:…`, or empty for nobody (RFC 4532). Not every server can
    /// say.
    package func whoAmI() throws(LDAPFailure) -> String {
        try begin(.whoAmI)
        var request: Int32 = 0
        try check(ldap_whoami(handle.pointer, nil, nil, &request), during: .whoAmI)
        let message = try message(of: request, during: .whoAmI)
        defer { ldap_msgfree(message) }
        let result = try ServerResult(message, of: self, during: .whoAmI)
        guard result.code == .success else { throw result.failure(during: .whoAmI) }
        var identity: UnsafeMutablePointer<berval>?
        try check(ldap_parse_whoami(handle.pointer, message, &identity), during: .whoAmI)
        defer { ber_bvfree(identity) }
        return PrintableText.text(String(decoding: identity?.pointee.bytes ?? [], as: UTF8.self))
    }

    /// What the server says of itself (RFC 4512 section 5.1). Nothing in it is sure to be there.
    package func rootDSE() throws(LDAPFailure) -> LDAPRootDSE {
        let search = LDAPSearch(base: .root, scope: .base, attributes: ["*", "+"])
        guard let entry = try self.search(search).entries.first else {
            throw LDAPFailure(.answer(.noSuchObject), during: .search, diagnostic: "the root DSE may not be read")
        }
        return LDAPRootDSE(entry)
    }
}
