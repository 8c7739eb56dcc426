import CLDAP

/// Reads one entry in one pass: looking each attribute up by name would take quadratic time over a hostile entry.
enum EntryReader {
    /// - Returns: the entry, and how many bytes it holds.
    static func read(
        _ message: OpaquePointer, of connection: LDAPConnection
    ) throws(LDAPFailure) -> (entry: LDAPEntry, bytes: Int) {
        let handle = connection.handle.pointer
        var cursor: OpaquePointer?, name = berval()
        try connection.check(ldap_get_dn_ber(handle, message, &cursor, &name), during: .search)
        defer { ber_free(cursor, 0) }
        let dn = String(decoding: name.bytes, as: UTF8.self)
        var attributes: [(name: String, values: [[UInt8]])] = [], bytes = dn.utf8.count
        while true {
            var type = berval(), values: UnsafeMutablePointer<berval>?
            let code = ldap_get_attribute_ber(handle, message, cursor, &type, &values)
            defer { ber_memfree(values) }
            try connection.check(code, during: .search)
            guard type.bv_val != nil else { break }
            var copies: [[UInt8]] = []
            while let values, values[copies.count].bv_val != nil {
                copies.append(values[copies.count].bytes)
                bytes += copies[copies.count - 1].count
            }
            attributes.append((String(decoding: type.bytes, as: UTF8.self), copies))
            bytes += Int(type.bv_len)
        }
        return (LDAPEntry(dn: dn, attributes: attributes), bytes)
    }
}
