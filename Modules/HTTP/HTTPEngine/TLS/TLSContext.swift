import COpenSSL

/// Certificate, key and settings shared by all connections made while it was current.
// @unchecked: OpenSSL counts references of an SSL_CTX atomically and only reads it once it is set up.
final class TLSContext: @unchecked Sendable {
    private let context: OpaquePointer

    /// TLS 1.2 or later, no renegotiation, no session cache (tickets only), ALPN `http/1.1`.
    init(_ files: TLSFiles) throws(HTTPServerError) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw .tls(reason: TLSErrors.take()) }
        self.context = context
        copenssl_require_tls12(context)
        SSL_CTX_set_options(
            context, UInt64(COPENSSL_OP_NO_RENEGOTIATION) | UInt64(COPENSSL_OP_CIPHER_SERVER_PREFERENCE))
        // Macros over SSL_CTX_ctrl, which Swift does not import. The write buffer may move between two tries.
        SSL_CTX_ctrl(
            context, SSL_CTRL_MODE,
            Int(SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        // Without it OpenSSL would ask the terminal for the pass phrase of an encrypted key.
        SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
        SSL_CTX_set_alpn_select_cb(
            context,
            { _, out, length, offered, count, _ in
                TLSContext.selectProtocol(out, length, offered, count)
            }, nil)
        guard SSL_CTX_use_certificate_chain_file(context, files.certificateChain) == 1 else {
            throw .tlsFile(path: files.certificateChain, reason: TLSErrors.take())
        }
        guard SSL_CTX_use_PrivateKey_file(context, files.privateKey, SSL_FILETYPE_PEM) == 1,
            SSL_CTX_check_private_key(context) == 1
        else { throw .tlsFile(path: files.privateKey, reason: TLSErrors.take()) }
    }

    deinit { SSL_CTX_free(context) }

    /// A session that will speak as server on a connected socket.
    func session(on descriptor: Int32) -> TLSSession? {
        guard let handle = SSL_new(context) else { return nil }
        return TLSSession(handle: handle, descriptor: descriptor)
    }

    /// A client that offers protocols but not ours is told so (RFC 7301 section 3.2) instead of being misunderstood.
    private static func selectProtocol(
        _ out: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ length: UnsafeMutablePointer<UInt8>?,
        _ offered: UnsafePointer<UInt8>?, _ count: UInt32
    ) -> Int32 {
        let wanted: StaticString = "http/1.1"
        guard let out, let length, let offered else { return SSL_TLSEXT_ERR_NOACK }
        let list = UnsafeBufferPointer(start: offered, count: Int(count))
        var position = 0
        while position < list.count {
            let start = position + 1, end = start + Int(list[position])
            guard end <= list.count else { break }
            if Bytes.equal(list[start..<end], wanted) {
                out.pointee = offered + start
                length.pointee = list[position]
                return SSL_TLSEXT_ERR_OK
            }
            position = end
        }
        return SSL_TLSEXT_ERR_ALERT_FATAL
    }
}
