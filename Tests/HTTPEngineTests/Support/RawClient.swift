import CLinux
import Glibc
import Threading

/// A client that sends exactly the bytes it is told, over a blocking socket.
final class RawClient {
    enum Failure: Error { case connecting(Int32), timedOut, ended, malformedAnswer(String) }

    let descriptor: Int32
    private var received: [UInt8] = []

    /// - Parameter receiveBuffer: of the kernel, in bytes; small to make a client that takes little.
    init(_ port: UInt16, host: String = "127.0.0.1", receiveBuffer: Int32? = nil) throws {
        let isIPv6 = host.utf8.contains(0x3A)
        descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.connecting(errno) }
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        limitWaiting()
        let result = isIPv6 ? Self.connect6(descriptor, host, port) : Self.connect4(descriptor, host, port)
        guard result == 0 else { throw Failure.connecting(errno) }
    }

    /// Takes over a socket that is connected already.
    init(connected descriptor: Int32) {
        self.descriptor = descriptor
        limitWaiting()
    }

    deinit { close(descriptor) }

    private static func connect4(_ descriptor: Int32, _ host: String, _ port: UInt16) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func connect6(_ descriptor: Int32, _ host: String, _ port: UInt16) -> Int32 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        inet_pton(AF_INET6, host, &address.sin6_addr)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
            }
        }
    }

    private func limitWaiting() {
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Errors are left to the reading side: a server may have answered and closed before all was sent.
    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Sends on another thread, because the server may not take it all for a while.
    func sendApart(_ bytes: [UInt8]) {
        let copy = dup(descriptor)
        NamedThread.start("test-sender") {
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(copy, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { break }
                sent += count
            }
            close(copy)
        }
    }

    /// Makes the end of this client a reset.
    func resetsAtItsEnd() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// One answer, whole.
    func answer(toHead isHead: Bool = false) throws -> Answer {
        while true {
            if let (answer, length) = try Answer.parse(received, toHead: isHead) {
                received.removeFirst(length)
                return answer
            }
            guard try fill() else { throw Failure.ended }
        }
    }

    /// Everything up to the end of the connection.
    func rest() throws -> [UInt8] {
        while try fill() {}
        defer { received = [] }
        return received
    }

    /// Whether the server has closed, with or without a reset, and sent nothing more before.
    func isClosedWithoutAnswer() throws -> Bool { try rest().isEmpty }

    /// Whether nothing comes within `milliseconds`.
    func hearsNothing(milliseconds: Int) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return received.isEmpty && poll(&entry, 1, Int32(milliseconds)) == 0
    }

    /// - Returns: `false` at the end of the connection.
    func fill(atMost size: Int = 64 * 1_024) throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: size)
        let count = recv(descriptor, &buffer, size, 0)
        if count > 0 {
            received.append(contentsOf: buffer[..<count])
            return true
        }
        if count < 0, errno == EAGAIN { throw Failure.timedOut }
        return false
    }

    /// Takes nothing for a while, as a slow client does.
    func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1_000) }

    var receivedCount: Int { received.count }
}
