import COpenSSL

/// A password as bytes for the length of one computation; wiped when it goes. The text it was made from is Swift's
/// and can't be wiped, so this shortens how long the password lies about and does not end it.
package struct PasswordBytes: ~Copyable {
    /// One byte longer than the password: a NUL, for C.
    // Unsafe: memory of our own, so that nothing copies it and `deinit` can wipe it.
    private let storage: UnsafeMutableBufferPointer<UInt8>

    package init(_ password: String) { self.init(password.utf8) }

    package init(_ bytes: some Collection<UInt8>) {
        storage = .allocate(capacity: bytes.count + 1)
        let end = storage.initialize(fromContentsOf: bytes)
        storage.initializeElement(at: end, to: 0)
    }

    deinit {
        OPENSSL_cleanse(storage.baseAddress, storage.count)
        storage.deallocate()
    }

    package var count: Int { storage.count - 1 }

    package var containsNUL: Bool { storage.dropLast().contains(0) }

    /// For a library that takes a length.
    borrowing func withBytes<Result>(_ body: (UnsafePointer<CChar>, Int) -> Result) -> Result {
        storage.withMemoryRebound(to: CChar.self) { body(UnsafePointer($0.baseAddress!), count) }
    }
}
