import COpenSSL

extension [UInt8] {
    /// Overwrites what is there, in a way that no optimiser takes out, and empties the array. A copy that shares the
    /// memory keeps what it had.
    package mutating func wipe() {
        withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
        self = []
    }
}
