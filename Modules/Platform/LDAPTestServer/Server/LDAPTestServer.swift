import Dispatch
import Glibc
import Threading

/// A small LDAP server for tests, in this process: entries from a fixture, faults on demand, a log to assert on.
///
///     let server = try LDAPTestServer.start(fixture: .init(Array(ldif.utf8)))
///     defer { server.stop() }
///     ... let the code under test sign in at server.url ...
///     #expect(server.log.map(\.operation) == ["bind", "search", "bind"])
///
/// Stops with its last reference, too.
package final class LDAPTestServer: Sendable {
    /// Of connections; those above it are told that the server is busy.
    package static let maximumConnections = 256

    package let port: Int
    /// `nil` when only StartTLS is offered.
    package let ldapsPort: Int?
    private let address: String
    private let core: ServerCore
    private let threads = DispatchGroup()

    /// Listens when this returns.
    /// - Throws: what is wrong with a fixture, an address or a certificate.
    package static func start(
        fixture: Fixture, faults: [Fault] = [], options: Options = Options()
    ) throws(Problem) -> LDAPTestServer {
        try LDAPTestServer(fixture, faults, options)
    }

    private init(_ fixture: Fixture, _ faults: [Fault], _ options: Options) throws(Problem) {
        guard options.isExposed || Listener.isLoopback(options.address) else {
            throw Problem(
                .address, "\(options.address) is reached by others; a test directory is exposed only when asked")
        }
        let core = try ServerCore(fixture, faults, options)
        let plain = try Listener(options.address, port: options.port)
        var encrypted: Listener?
        if let port = options.ldapsPort { encrypted = try Listener(options.address, port: port) }
        self.core = core
        address = options.address.contains(":") ? "[\(options.address)]" : options.address
        port = Int(plain.port)
        ldapsPort = encrypted.map { Int($0.port) }
        let reception = Reception(core, threads)
        for (listener, isEncrypted) in [(plain, false), (encrypted, true)] {
            guard let listener else { continue }
            threads.enter()
            NamedThread.start("ldap-test-listen") { [threads] in
                reception.run(listener, isEncrypted: isEncrypted)
                threads.leave()
            }
        }
    }

    deinit { core.stop.give() }

    /// `ldap://127.0.0.1:49152`
    package var url: String { "ldap://\(address):\(port)" }
    package var ldapsURL: String? { ldapsPort.map { "ldaps://\(address):\($0)" } }
    /// The authority that has signed the server's own certificate, in PEM, for clients to trust.
    package var authorityPEM: String { core.certificates.authorityPEM }

    /// In the order in which operations were answered. The last 10,000 at least are kept. An operation is in it before
    /// its answer leaves.
    package var log: [LogEntry] { core.log.entries }
    package func clearLog() { core.log.clear() }

    package var faults: [Fault] { core.faults.faults }
    package func add(_ fault: Fault) { core.faults.add(fault) }
    /// In the place of all that hold; counted anew.
    package func replaceFaults(with faults: [Fault]) { core.faults.replace(with: faults) }

    /// Entries and faults are as at the start, and the log is empty. Connections stay.
    package func reset() { core.reset() }

    /// Does what a line of control asks for, as `serve-test` takes it on its standard input.
    package func perform(_ line: String) throws(Problem) -> ControlAnswer { try ControlLine(line).perform(on: core) }

    /// Ends every connection, and returns when the last thread has ended.
    package func stop() {
        core.stop.give()
        threads.wait()
    }

    /// Whether an address in numbers is one that only this machine can reach.
    package static func isLoopback(_ address: String) -> Bool { Listener.isLoopback(address) }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    static func systemTime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
