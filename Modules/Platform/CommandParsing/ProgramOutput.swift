import Glibc

/// Where a program's texts go. Both closures take text with its line ends.
package struct ProgramOutput: Sendable {
    package let standard: @Sendable (String) -> Void
    package let error: @Sendable (String) -> Void

    package init(standard: @escaping @Sendable (String) -> Void, error: @escaping @Sendable (String) -> Void) {
        self.standard = standard
        self.error = error
    }

    /// The process's own streams, unbuffered. Standard output that can't be written, such as to a full disk, ends the
    /// process with a word about it: half a result must not look like a whole one.
    package static let process = Self(
        standard: { text in
            guard let number = write(text, to: STDOUT_FILENO) else { return }
            _ = write("cannot write standard output: \(String(cString: strerror(number)))\n", to: STDERR_FILENO)
            exit(ExitCode.failed.rawValue)
        }, error: { _ = write($0, to: STDERR_FILENO) })

    /// - Returns: the error number, `nil` when all is written.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody shares the descriptor and does not want to wait; we do.
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&request, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
