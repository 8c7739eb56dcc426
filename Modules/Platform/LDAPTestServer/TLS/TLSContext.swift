import COpenSSL
import Glibc

/// A certificate with its key, ready for connections.
// @unchecked: OpenSSL counts references of an SSL_CTX atomically and only reads it once it is set up.
final class TLSContext: @unchecked Sendable {
    private let context: OpaquePointer

    /// TLS 1.2 or later, without renegotiation and resumption: each connection shows the certificate.
    private init() throws(LDAPTestServer.Problem) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw TLSProblem.take("TLS can't be set up") }
        self.context = context
        copenssl_require_tls12(context)
        SSL_CTX_set_options(context, UInt64(COPENSSL_OP_NO_RENEGOTIATION))
        SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        // Without it OpenSSL would ask the terminal for the pass phrase of an encrypted key.
        SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
    }

    convenience init(certificate: OpaquePointer, key: OpaquePointer) throws(LDAPTestServer.Problem) {
        try self.init()
        guard SSL_CTX_use_certificate(context, certificate) == 1, SSL_CTX_use_PrivateKey(context, key) == 1 else {
            throw TLSProblem.take("the certificate can't be used")
        }
    }

    /// From PEM files: the chain, own certificate first, and its key without a pass phrase.
    convenience init(chainFile: String, keyFile: String) throws(LDAPTestServer.Problem) {
        try self.init()
        for file in [chainFile, keyFile] where access(file, R_OK) != 0 {
            throw LDAPTestServer.Problem(.certificate, "cannot read \(file): \(String(cString: strerror(errno)))")
        }
        guard SSL_CTX_use_certificate_chain_file(context, chainFile) == 1 else {
            throw TLSProblem.take("\(chainFile) can't be used as a certificate")
        }
        guard SSL_CTX_use_PrivateKey_file(context, keyFile, SSL_FILETYPE_PEM) == 1,
            SSL_CTX_check_private_key(context) == 1
        else { throw TLSProblem.take("\(keyFile) can't be used as the key of \(chainFile)") }
    }

    deinit { SSL_CTX_free(context) }

    /// Speaks as server on a connected socket.
    func session(on descriptor: Int32) -> TLSSession? { SSL_new(context).map { TLSSession($0, descriptor) } }
}
