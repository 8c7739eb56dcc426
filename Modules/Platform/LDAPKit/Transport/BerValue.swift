import CLDAP

extension berval {
    /// A copy.
    var bytes: [UInt8] { bv_val == nil ? [] : Array(UnsafeRawBufferPointer(start: bv_val, count: Int(bv_len))) }
}
