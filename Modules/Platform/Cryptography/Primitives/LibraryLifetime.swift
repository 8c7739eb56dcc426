import COpenSSL

package enum LibraryLifetime {
    /// Leaves OpenSSL in order until the process is gone. By itself it takes everything down at `exit`, while threads
    /// that nobody waits for may still be using it, and they crash. Call before anything else here is used.
    package static func lastsUntilTheEnd() {
        let result = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
        precondition(result == 1, "OpenSSL can't be set up")
    }
}
