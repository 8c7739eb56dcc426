import COpenSSL

/// One connection's TLS state; used by its reactor's thread only.
final class TLSSession {
    enum Progress {
        case done
        case wantsRead, wantsWrite
        case failed(reason: String)
    }

    private let handle: OpaquePointer
    private(set) var isEstablished = false

    /// Takes `handle` over.
    init(handle: OpaquePointer, descriptor: Int32) {
        self.handle = handle
        SSL_set_fd(handle, descriptor)
        SSL_set_accept_state(handle)
    }

    deinit { SSL_free(handle) }

    func handshake() -> Progress {
        ERR_clear_error()
        let result = SSL_do_handshake(handle)
        guard result != 1 else {
            isEstablished = true
            return .done
        }
        switch SSL_get_error(handle, result) {
        case SSL_ERROR_WANT_READ: return .wantsRead
        case SSL_ERROR_WANT_WRITE: return .wantsWrite
        default: return .failed(reason: TLSErrors.take())
        }
    }

    /// Decrypted bytes wait inside OpenSSL, where epoll can't see them.
    var hasPending: Bool { SSL_pending(handle) > 0 }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        ERR_clear_error()
        let count = SSL_read(handle, buffer.baseAddress, Int32(clamping: buffer.count))
        if count > 0 { return .moved(Int(count)) }
        switch SSL_get_error(handle, count) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .blocked
        case SSL_ERROR_ZERO_RETURN: return .ended
        default: return .failed
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        ERR_clear_error()
        let count = SSL_write(handle, bytes.baseAddress, Int32(clamping: bytes.count))
        if count > 0 { return .moved(Int(count)) }
        // Without renegotiation a write never waits for input.
        return SSL_get_error(handle, count) == SSL_ERROR_WANT_WRITE ? .blocked : .failed
    }

    /// Says goodbye without waiting for the other side's.
    func sayGoodbye() {
        guard isEstablished else { return }
        ERR_clear_error()
        _ = SSL_shutdown(handle)
        ERR_clear_error()
    }
}
