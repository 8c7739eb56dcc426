/// What holds for every request of a fetcher.
package struct FetchSettings: Sendable {
    /// From the call to the end of the answer, waiting for a thread included.
    package var timeout: Duration
    /// For one connection, TLS included.
    package var connectTimeout: Duration
    /// Of an answer's body.
    package var maximumBytes: Int
    /// PEM; its authorities are trusted in the place of the system's.
    package var caFile: String?
    /// The proxy to go through, such as `http://proxy.example:3128`; `nil` for none, whatever the environment says.
    package var proxy: String?

    package init(
        timeout: Duration = .seconds(5), connectTimeout: Duration = .seconds(2), maximumBytes: Int = 1 << 20,
        caFile: String? = nil, proxy: String? = nil
    ) {
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.maximumBytes = maximumBytes
        self.caFile = caFile
        self.proxy = proxy
    }
}
