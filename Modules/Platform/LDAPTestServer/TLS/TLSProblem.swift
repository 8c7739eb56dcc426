import COpenSSL

enum TLSProblem {
    /// With OpenSSL's own words; empties the error queue of the thread.
    static func take(_ message: String) -> LDAPTestServer.Problem {
        LDAPTestServer.Problem(.certificate, "\(message): \(reason())")
    }

    /// The first error of the thread; empties its queue.
    static func reason() -> String {
        defer { ERR_clear_error() }
        let code = ERR_get_error()
        guard code != 0, let reason = ERR_reason_error_string(code) else { return "connection lost" }
        return String(cString: reason)
    }
}
