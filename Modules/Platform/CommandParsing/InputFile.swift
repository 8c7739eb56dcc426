import Glibc

/// A file or standard input, read from its beginning in chunks.
package final class InputFile {
    private static let chunk = 262_144

    /// In bytes; `nil` for what is no regular file.
    package let size: Int?
    /// How many bytes have been read.
    package private(set) var position = 0
    private let name: String
    private let descriptor: Int32

    /// - Parameter path: `-` is standard input.
    package init(_ path: String) throws(CommandFailure) {
        name = path == "-" ? "standard input" : PrintableText.sanitized(path)
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code: ExitCode = errno == ENOENT ? .notFound : errno == EACCES ? .refused : .failed
            throw CommandFailure(code, "cannot read \(name): \(String(cString: strerror(errno)))")
        }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int(status.st_size) : nil
    }

    deinit { if descriptor != STDIN_FILENO, descriptor >= 0 { close(descriptor) } }

    /// - Returns: the next bytes, none at the end.
    package func read() throws(CommandFailure) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
            var got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            while got < 0, errno == EINTR { got = Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0 else {
            throw CommandFailure(.failed, "cannot read \(name): \(String(cString: strerror(failure)))")
        }
        position += bytes.count
        return bytes
    }
}
