import CLDAP

/// Builds one message. It can fail only for want of memory.
final class BERWriter {
    private let handle: OpaquePointer

    init() {
        guard let handle = ber_alloc_t(LBER_USE_DER) else { preconditionFailure("out of memory") }
        self.handle = handle
    }

    deinit { ber_free(handle, 1) }

    func sequence(_ tag: BERTag = .sequence, _ content: () -> Void) {
        ber_start_seq(handle, tag.rawValue)
        content()
        ber_put_seq(handle)
    }

    func integer(_ number: Int32) { ber_put_int(handle, number, BERTag.integer.rawValue) }

    func enumerated(_ number: Int32) { ber_put_enum(handle, number, BERTag.enumerated.rawValue) }

    func boolean(_ flag: Bool) { ber_put_boolean(handle, flag ? 1 : 0, BERTag.boolean.rawValue) }

    func octets(_ bytes: [UInt8], _ tag: BERTag = .octets) {
        bytes.withUnsafeBytes { content in
            // liblber wants an address even for nothing.
            withUnsafePointer(to: CChar(0)) { nothing in
                let start = content.baseAddress?.assumingMemoryBound(to: CChar.self) ?? nothing
                ber_put_ostring(handle, start, ber_len_t(content.count), tag.rawValue)
            }
        }
    }

    func text(_ text: String, _ tag: BERTag = .octets) { octets(Array(text.utf8), tag) }

    /// The whole message.
    var bytes: [UInt8] {
        var content = berval()
        guard ber_flatten2(handle, &content, 0) == 0 else { preconditionFailure("a sequence was left open") }
        return UnsafeBufferPointer(start: content.bv_val, count: Int(content.bv_len)).map { UInt8(bitPattern: $0) }
    }
}
