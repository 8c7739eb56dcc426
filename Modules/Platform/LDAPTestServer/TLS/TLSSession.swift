import COpenSSL

/// One connection's TLS state on a socket that does not block; used by its thread only.
final class TLSSession {
    enum Progress {
        case moved(Int)
        case wantsRead, wantsWrite
        case failed(reason: String)
    }

    private let handle: OpaquePointer

    /// Takes `handle` over.
    init(_ handle: OpaquePointer, _ descriptor: Int32) {
        self.handle = handle
        SSL_set_fd(handle, descriptor)
        SSL_set_accept_state(handle)
    }

    deinit { SSL_free(handle) }

    func handshake() -> Progress { progress { SSL_do_handshake(handle) } }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Progress {
        progress { SSL_read(handle, buffer.baseAddress, Int32(clamping: buffer.count)) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Progress {
        progress { SSL_write(handle, bytes.baseAddress, Int32(clamping: bytes.count)) }
    }

    private func progress(_ step: () -> Int32) -> Progress {
        ERR_clear_error()
        let result = step()
        if result > 0 { return .moved(Int(result)) }
        switch SSL_get_error(handle, result) {
        case SSL_ERROR_WANT_READ: return .wantsRead
        case SSL_ERROR_WANT_WRITE: return .wantsWrite
        default: return .failed(reason: TLSProblem.reason())
        }
    }

    /// Says goodbye without waiting for the other side's.
    func sayGoodbye() {
        ERR_clear_error()
        _ = SSL_shutdown(handle)
        ERR_clear_error()
    }
}
