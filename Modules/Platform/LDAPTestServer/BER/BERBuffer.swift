import CLDAP

/// The bytes of one message, alive for as long as somebody reads them.
final class BERBuffer {
    let whole: berval

    init(_ bytes: [UInt8]) {
        // One byte more: liblber looks at the byte behind an element before it asks whether there is one.
        let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        for (index, byte) in bytes.enumerated() { (memory + index).initialize(to: CChar(bitPattern: byte)) }
        (memory + bytes.count).initialize(to: 0)
        whole = berval(bv_len: ber_len_t(bytes.count), bv_val: memory)
    }

    deinit { whole.bv_val.deallocate() }
}
