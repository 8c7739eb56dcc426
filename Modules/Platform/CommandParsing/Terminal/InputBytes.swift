import Glibc

/// All of a file or of standard input, up to a limit.
package enum InputBytes {
    /// - Parameters:
    ///   - path: `-` means standard input.
    ///   - limit: in bytes.
    /// - Throws: `CommandFailure` for a file that is missing, unreadable or too long.
    package static func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        if path == "-" { return try read(from: STDIN_FILENO, name: "standard input", limit: limit) }
        let descriptor = try opened(path)
        defer { close(descriptor) }
        return try read(from: descriptor, name: PrintableText.sanitized(path), limit: limit)
    }

    /// - Returns: the descriptor, to be closed by the caller.
    static func opened(_ path: String) throws(CommandFailure) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code: ExitCode = errno == ENOENT ? .notFound : errno == EACCES ? .refused : .failed
            throw CommandFailure(
                code, "cannot read \(PrintableText.sanitized(path)): \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    /// - Parameter untilLineEnd: stop at the first line end, since a terminal has no end; else read to the end.
    static func read(
        from descriptor: Int32, name: String, limit: Int, untilLineEnd: Bool = false
    ) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(.failed, "cannot read \(name): \(String(cString: strerror(errno)))")
            }
            bytes += chunk.prefix(count)
            if count == 0 || untilLineEnd && bytes.last == UInt8(ascii: "\n") { break }
        }
        guard bytes.count <= limit else {
            throw CommandFailure(.invalidInput, "\(name) holds more than \(limit) bytes")
        }
        return bytes
    }
}
