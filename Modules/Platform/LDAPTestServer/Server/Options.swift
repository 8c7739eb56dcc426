extension LDAPTestServer {
    /// Where and how a server listens.
    package struct Options: Sendable {
        /// An IPv4 or IPv6 address.
        package var address = "127.0.0.1"
        /// Allows an address that others than this machine can reach.
        package var isExposed = false
        /// 0 lets the kernel choose.
        package var port = 0
        /// For TLS from the first byte; 0 lets the kernel choose, `nil` listens on none.
        package var ldapsPort: Int?
        /// PEM files in the place of the certificate that is made at the start: the chain, and its key.
        package var certificate: (chain: String, key: String)?
        /// Only who is bound may search and compare.
        package var requiresBind = false
        /// Called with each entry of the log as it is made.
        package var report: @Sendable (LogEntry) -> Void = { _ in }
        /// Milliseconds since 1970-01-01T00:00:00Z, for the log and for timestamps of entries.
        package var now: @Sendable () -> Int64 = { LDAPTestServer.systemTime() }

        package init() {}
    }
}
