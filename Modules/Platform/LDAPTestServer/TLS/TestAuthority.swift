import COpenSSL

/// A certificate authority that lives as long as the server, and signs what a test asks for.
// @unchecked: OpenSSL's keys and certificates are only read after they were made, and count their references atomically.
final class TestAuthority: @unchecked Sendable {
    private let key: OpaquePointer
    private let certificate: OpaquePointer

    init() throws(LDAPTestServer.Problem) {
        let key = try Self.makeKey()
        guard let certificate = X509_new() else {
            EVP_PKEY_free(key)
            throw TLSProblem.take("no certificate can be made")
        }
        self.key = key
        self.certificate = certificate
        let name = "Gatehouse test directory CA"
        try Self.fill(certificate, name: name, issuer: name, key: key, serial: 1, days: -1...3_650)
        try Self.extend(certificate, by: certificate, NID_basic_constraints, "critical,CA:TRUE")
        try Self.extend(certificate, by: certificate, NID_key_usage, "critical,keyCertSign,cRLSign")
        try Self.extend(certificate, by: certificate, NID_subject_key_identifier, "hash")
        try Self.sign(certificate, with: key)
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    /// The authority's own certificate, for clients to trust.
    var pem: String {
        let memory = BIO_new(BIO_s_mem())
        defer { BIO_free(memory) }
        PEM_write_bio_X509(memory, certificate)
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = BIO_read(memory, &buffer, Int32(buffer.count))
        return String(decoding: buffer.prefix(Int(max(0, count))), as: UTF8.self)
    }

    /// A server's certificate with its key.
    func issue(_ kind: LDAPTestServer.Fault.Certificate) throws(LDAPTestServer.Problem) -> TLSContext {
        let serverKey = try Self.makeKey()
        defer { EVP_PKEY_free(serverKey) }
        guard let server = X509_new() else { throw TLSProblem.take("no certificate can be made") }
        defer { X509_free(server) }
        var days = -1...365, names = "DNS:localhost,IP:127.0.0.1,IP:::1"
        switch kind {
        case .good: break
        case .stale: days = -30 ... -1
        case .wrongName: names = "DNS:elsewhere.invalid"
        }
        try Self.fill(
            server, name: "Gatehouse test directory", issuer: "Gatehouse test directory CA", key: serverKey, serial: 2,
            days: days)
        try Self.extend(server, by: certificate, NID_subject_alt_name, names)
        try Self.extend(server, by: certificate, NID_ext_key_usage, "serverAuth")
        // Strict verifiers want to know which key has signed (RFC 5280 section 4.2.1.1).
        try Self.extend(server, by: certificate, NID_authority_key_identifier, "keyid")
        try Self.sign(server, with: key)
        return try TLSContext(certificate: server, key: serverKey)
    }

    /// P-256.
    private static func makeKey() throws(LDAPTestServer.Problem) -> OpaquePointer {
        let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_generate(context, &key) == 1, let key
        else { throw TLSProblem.take("no key can be made") }
        return key
    }

    private static func fill(
        _ certificate: OpaquePointer, name: String, issuer: String, key: OpaquePointer, serial: Int,
        days: ClosedRange<Int>
    ) throws(LDAPTestServer.Problem) {
        // 2 is version 3.
        X509_set_version(certificate, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial)
        let isTimed =
            X509_time_adj_ex(X509_getm_notBefore(certificate), Int32(days.lowerBound), 0, nil) != nil
            && X509_time_adj_ex(X509_getm_notAfter(certificate), Int32(days.upperBound), 0, nil) != nil
        guard isTimed, setName(X509_get_subject_name(certificate), name),
            setName(X509_get_issuer_name(certificate), issuer), X509_set_pubkey(certificate, key) == 1
        else { throw TLSProblem.take("no certificate can be made") }
    }

    private static func setName(_ name: OpaquePointer?, _ text: String) -> Bool {
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1
    }

    private static func extend(
        _ certificate: OpaquePointer, by issuer: OpaquePointer, _ kind: Int32, _ value: String
    ) throws(LDAPTestServer.Problem) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
        let made = X509V3_EXT_conf_nid(nil, &context, kind, value)
        defer { X509_EXTENSION_free(made) }
        guard made != nil, X509_add_ext(certificate, made, -1) == 1 else {
            throw TLSProblem.take("no certificate can be made")
        }
    }

    private static func sign(_ certificate: OpaquePointer, with key: OpaquePointer) throws(LDAPTestServer.Problem) {
        guard X509_sign(certificate, key, EVP_sha256()) > 0 else {
            throw TLSProblem.take("no certificate can be signed")
        }
    }
}
