import COpenSSL

/// OpenSSL's error queue of the calling thread.
enum TLSErrors {
    /// The first error's own words; empties the queue.
    static func take() -> String {
        defer { ERR_clear_error() }
        let code = ERR_get_error()
        guard code != 0, let reason = ERR_reason_error_string(code) else { return "connection lost" }
        return String(cString: reason)
    }
}
