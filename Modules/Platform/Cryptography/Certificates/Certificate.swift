import COpenSSL
import Glibc

/// A certificate to be looked at (RFC 5280). Whether a connection trusts one is for its TLS library to say; this tells
/// people why it did not.
package final class Certificate {
    private let x509: OpaquePointer

    /// - Returns: `nil` when the bytes are no certificate in DER.
    package init?(der: [UInt8]) {
        let parsed = der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return d2i_X509(nil, &next, bytes.count)
        }
        guard let parsed else { return nil }
        x509 = parsed
    }

    deinit { X509_free(x509) }

    package var subject: String { Self.text(of: X509_get_subject_name(x509)) }
    package var issuer: String { Self.text(of: X509_get_issuer_name(x509)) }

    /// Whom it is for, each like `DNS:host` or `IP Address:127.0.0.1`.
    package var names: [String] {
        let index = X509_get_ext_by_NID(x509, NID_subject_alt_name, -1)
        guard index >= 0, let names = X509_get_ext(x509, index) else { return [] }
        let text = Self.printed { X509V3_EXT_print($0, names, 0, 0) }
        return text.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }

    /// Seconds since 1970; `nil` for a time that can't be read.
    package var notBefore: Int64? { Self.seconds(X509_get0_notBefore(x509)) }
    package var notAfter: Int64? { Self.seconds(X509_get0_notAfter(x509)) }

    /// It signed itself, so that nobody vouches for it.
    package var isSelfSigned: Bool { X509_self_signed(x509, 1) == 1 }

    /// - Parameter host: a name or an address.
    package func isFor(_ host: String) -> Bool {
        X509_check_ip_asc(x509, host, 0) == 1 || X509_check_host(x509, host, host.utf8.count, 0, nil) == 1
    }

    /// Why none of the authorities vouches for it, in OpenSSL's words; `nil` when one does. Neither name nor time is
    /// looked at. Certificates between it and an authority have to stand in the file.
    /// - Parameter authorities: a file in PEM.
    package func chainProblem(authorities: String) -> String? {
        guard let store = X509_STORE_new() else { return "no store" }
        defer { X509_STORE_free(store) }
        guard X509_STORE_load_file(store, authorities) == 1 else { return "\(authorities) holds no certificate" }
        guard let context = X509_STORE_CTX_new() else { return "no context" }
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store, x509, nil) == 1 else { return "no context" }
        X509_STORE_CTX_set_flags(context, UInt(X509_V_FLAG_NO_CHECK_TIME))
        guard X509_verify_cert(context) != 1 else { return nil }
        return String(cString: X509_verify_cert_error_string(Int(X509_STORE_CTX_get_error(context))))
    }

    private static func text(of name: OpaquePointer?) -> String {
        // RFC 2253, as names of certificates are mostly written.
        printed { X509_NAME_print_ex($0, name, 0, UInt(XN_FLAG_SEP_CPLUS_SPC)) }
    }

    private static func printed(_ print: (OpaquePointer) -> Int32) -> String {
        guard let memory = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(memory) }
        guard print(memory) >= 0 else { return "" }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = BIO_read(memory, &bytes, Int32(bytes.count))
        return String(decoding: bytes.prefix(Int(max(count, 0))), as: UTF8.self)
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Int64(timegm(&parts))
    }
}
