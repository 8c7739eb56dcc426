import Glibc
import TestSupport
import Threading

/// A listener on loopback that does to each connection what the test says, and keeps all that it was sent.
final class HostileServer: Sendable {
    let port: Int
    private let descriptor: Int32
    private let heard = Locked([UInt8]())
    private let visits = Locked(0)

    /// One connection, as seen from the server.
    struct Visit: Sendable {
        let descriptor: Int32
        fileprivate let server: HostileServer

        /// Waits for some bytes; empty when the client is gone.
        @discardableResult
        func read() -> [UInt8] {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return [] }
            server.heard.withLock { $0 += buffer.prefix(count) }
            return Array(buffer.prefix(count))
        }

        /// - Returns: whether the client still takes it.
        @discardableResult
        func write(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        /// Keeps the connection open and says nothing, until the client goes.
        func stayWithoutAWord() { while !read().isEmpty {} }
    }

    /// - Parameter backlog: connections the kernel takes before anybody accepts; nobody does when `visit` is `nil`.
    init(backlog: Int32 = 64, _ visit: (@Sendable (Visit) -> Void)?) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in(), size = socklen_t(MemoryLayout<sockaddr_in>.size)
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let descriptor = self.descriptor
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, backlog) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isListening else { throw NotListening() }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard let visit else { return }
        NamedThread.start("hostile") { [self] in serve(visit) }
    }

    struct NotListening: Error {}

    private func serve(_ visit: @escaping @Sendable (Visit) -> Void) {
        while case let client = accept(descriptor, nil, nil), client >= 0 {
            visits.withLock { $0 += 1 }
            NamedThread.start("hostile-visit") { [self] in
                visit(Visit(descriptor: client, server: self))
                // Ended for everybody: a child that another test started meanwhile may hold the connection, too.
                shutdown(client, Int32(SHUT_RDWR))
                close(client)
            }
        }
        close(descriptor)
    }

    /// Ends the listening; for the end of a test.
    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    var received: [UInt8] { heard.withLock { $0 } }
    var visitors: Int { visits.withLock { $0 } }
    /// Whether somebody waits to be accepted, at a listener that accepts nobody.
    var hasCaller: Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, 0) > 0
    }
}
