import CLDAP

extension LDAPConnection {
    /// The server's certificate, DER; `nil` without TLS.
    package var peerCertificate: [UInt8]? {
        guard isEncrypted else { return nil }
        var certificate = berval()
        guard ldap_get_option(handle.pointer, LDAP_OPT_X_TLS_PEERCERT, &certificate) == LDAP_OPT_SUCCESS else {
            return nil
        }
        defer { ldap_memfree(certificate.bv_val) }
        return certificate.bv_val == nil ? nil : certificate.bytes
    }

    /// Such as `TLS1.3`, as libldap's TLS library writes it; `nil` without TLS.
    package var tlsVersion: String? { isEncrypted ? handle.readText(LDAP_OPT_X_TLS_VERSION) : nil }
    package var tlsCipher: String? { isEncrypted ? handle.readText(LDAP_OPT_X_TLS_CIPHER) : nil }
}
