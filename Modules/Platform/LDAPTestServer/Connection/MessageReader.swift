import CLDAP
import Glibc

/// Takes messages off a connection: liblber finds where each ends.
final class MessageReader {
    enum Outcome {
        /// The content of an LDAPMessage.
        case message([UInt8])
        case end
        case malformed
    }

    /// Of a message, in bytes. Longer ones are malformed.
    static let maximumBytes = 1_048_576

    private let transport: Transport
    private let buffer: OpaquePointer

    init(_ transport: Transport) {
        self.transport = transport
        guard let buffer = ber_sockbuf_alloc() else { preconditionFailure("out of memory") }
        self.buffer = buffer
        let context = Unmanaged.passUnretained(transport).toOpaque()
        var limit = ber_len_t(Self.maximumBytes)
        let isReady =
            ber_sockbuf_add_io(buffer, TransportLayer.functions, LBER_SBIOD_LEVEL_PROVIDER, context) == 0
            && ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &limit) == 1
        precondition(isReady, "liblber takes no transport")
    }

    deinit { ber_sockbuf_free(buffer) }

    func next() -> Outcome {
        guard let message = ber_alloc_t(0) else { preconditionFailure("out of memory") }
        defer { ber_free(message, 1) }
        var length: ber_len_t = 0
        while true {
            let tag = ber_get_next(buffer, &length, message)
            if tag == BERTag.sequence.rawValue { return .message(content(of: message, length)) }
            if transport.hasEnded { return .end }
            // A part has come; the next call goes on.
            guard tag == ber_tag_t.max, errno == EAGAIN else { return .malformed }
        }
    }

    private func content(of message: OpaquePointer, _ length: ber_len_t) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(length)) { bytes, count in
            let got = bytes.withMemoryRebound(to: CChar.self) { ber_read(message, $0.baseAddress, length) }
            count = max(0, Int(got))
        }
    }
}

/// The bottom of liblber's stack of layers: a transport of ours.
private enum TransportLayer {
    // Unsafe in name alone: written once, then only read.
    nonisolated(unsafe) static let functions: UnsafeMutablePointer<Sockbuf_IO> = {
        let functions = UnsafeMutablePointer<Sockbuf_IO>.allocate(capacity: 1)
        functions.initialize(
            to: Sockbuf_IO(
                sbi_setup: { layer, context in
                    layer?.pointee.sbiod_pvt = context
                    return 0
                },
                sbi_remove: { _ in 0 },
                sbi_ctrl: { _, _, _ in 0 },
                sbi_read: { layer, bytes, count in
                    guard let context = layer?.pointee.sbiod_pvt, let bytes else { return 0 }
                    let transport = Unmanaged<Transport>.fromOpaque(context).takeUnretainedValue()
                    return ber_slen_t(
                        transport.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))))
                },
                sbi_write: { _, _, _ in -1 },
                sbi_close: { _ in 0 }))
        return functions
    }()
}
