import Glibc

/// A file descriptor that takes whole batches of lines.
struct LogSink: Sendable {
    let descriptor: Int32

    /// A reader that went away must not end the process: `write` then answers EPIPE in this thread.
    static func ignoreBrokenPipesInThisThread() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Writes everything, waiting as long as the other side makes us wait.
    /// - Returns: how many lines were lost because the descriptor failed.
    func write(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { raw in
            var offset = 0
            while offset < raw.count {
                let count = Glibc.write(descriptor, raw.baseAddress! + offset, raw.count - offset)
                if count >= 0 {
                    offset += count
                } else if errno == EAGAIN {
                    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&request, 1, -1)
                } else if errno != EINTR {
                    return raw[offset...].count { $0 == UInt8(ascii: "\n") }
                }
            }
            return 0
        }
    }
}
