import Glibc

/// Everything the server is told at its start.
package struct HTTPServerConfiguration: Sendable {
    package var addresses: [ListenAddress]
    /// Event threads; by default one a core.
    package var reactors: Int
    package var limits = HTTPLimits()
    package var deadlines = HTTPDeadlines()
    /// Speaks TLS on every address when given.
    package var tls: TLSFiles?
    /// How long requests in flight may take to end once the server stops.
    package var grace: Duration = .seconds(10)

    package init(addresses: [ListenAddress], reactors: Int = Self.coreCount) {
        self.addresses = addresses
        self.reactors = reactors
    }

    package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
