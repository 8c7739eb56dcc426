import COpenSSL

extension OSSL_PARAM {
    /// Static texts, because the parameter keeps their addresses.
    static func text(_ name: StaticString, _ value: StaticString) -> OSSL_PARAM {
        OSSL_PARAM(
            key: cString(name), data_type: UInt32(OSSL_PARAM_UTF8_STRING),
            data: UnsafeMutableRawPointer(mutating: value.utf8Start), data_size: value.utf8CodeUnitCount,
            return_size: 0)
    }

    /// - Parameter value: must stay where it is as long as the parameter is used; OpenSSL does not write to it.
    static func octets(_ name: StaticString, _ value: UnsafeRawBufferPointer) -> OSSL_PARAM {
        OSSL_PARAM(
            key: cString(name), data_type: UInt32(OSSL_PARAM_OCTET_STRING),
            data: UnsafeMutableRawPointer(mutating: value.baseAddress), data_size: value.count, return_size: 0)
    }

    /// - Parameter value: an unsigned number, the lowest byte first. Must stay where it is, as with `octets`.
    static func unsigned(_ name: StaticString, _ value: UnsafeRawBufferPointer) -> OSSL_PARAM {
        OSSL_PARAM(
            key: cString(name), data_type: UInt32(OSSL_PARAM_UNSIGNED_INTEGER),
            data: UnsafeMutableRawPointer(mutating: value.baseAddress), data_size: value.count, return_size: 0)
    }

    private static func cString(_ text: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
