import CommandParsing
import Glibc

/// A file that is begun anew and grows while the program runs, or standard output.
final class RewrittenFile: Sendable {
    private let descriptor: Int32

    /// - Parameter path: `-` is standard output.
    init(_ path: String) throws(CommandFailure) {
        let opened =
            path == "-" ? STDOUT_FILENO : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            let reason = String(cString: strerror(errno))
            throw CommandFailure(
                errno == EACCES ? .refused : .notFound, "cannot write \(PrintableText.sanitized(path)): \(reason)")
        }
        descriptor = opened
    }

    deinit { if descriptor != STDOUT_FILENO { close(descriptor) } }

    /// In one piece, so that lines of several threads do not mix.
    func append(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
