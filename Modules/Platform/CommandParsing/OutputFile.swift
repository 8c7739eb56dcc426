import Glibc

/// Where a long result goes: a new file that only its owner may read, or standard output. A file that wasn't finished is
/// removed.
package final class OutputFile {
    private let path: String?
    private let descriptor: Int32
    private var isFinished = false

    /// - Parameter path: `-` is standard output.
    /// - Throws: when there is such a file already, or it can't be made.
    package init(_ path: String) throws(CommandFailure) {
        guard path != "-" else {
            self.path = nil
            descriptor = STDOUT_FILENO
            return
        }
        let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw Self.failure(path, errno) }
        self.path = path
        descriptor = opened
    }

    deinit {
        guard let path else { return }
        close(descriptor)
        if !isFinished { unlink(path) }
    }

    package func write(_ text: String) throws(CommandFailure) {
        guard let path else { return ProgramOutput.process.standard(text) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Self.failure(path, errno)
            }
        }
    }

    /// Everything is on the disk when this returns.
    package func finish() throws(CommandFailure) {
        if let path, fsync(descriptor) != 0 { throw Self.failure(path, errno) }
        isFinished = true
    }

    private static func failure(_ path: String, _ number: Int32) -> CommandFailure {
        let reason = String(cString: strerror(number))
        let code: ExitCode =
            switch number {
            case EEXIST: .conflict
            case ENOENT, ENOTDIR: .notFound
            case EACCES, EPERM: .refused
            default: .unavailable
            }
        return CommandFailure(code, "\(path) can't be written: \(reason)")
    }
}
