import Glibc

/// One line from a file or standard input: how a password reaches a command without being seen in a list of processes.
package enum InputLine {
    /// In bytes, line end included.
    package static let limit = 64 * 1_024

    /// The only line of a file, without its line end.
    /// - Parameters:
    ///   - path: `-` means standard input.
    ///   - warn: told, in one line, when everybody on the machine can read the file.
    /// - Throws: `CommandFailure` for a file that is missing, unreadable, too long, not UTF-8, or of several lines.
    package static func read(
        _ path: String, warn: (String) -> Void
    ) throws(CommandFailure) -> String {
        if path == "-" { return try readStandardInput() }
        let name = PrintableText.sanitized(path)
        let descriptor = try InputBytes.opened(path)
        defer { close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & S_IROTH != 0 {
            warn("everybody on this machine can read \(name); mend it with: chmod 600 \(name)")
        }
        return try read(from: descriptor, name: name, untilLineEnd: false)
    }

    /// The only line of standard input, without its line end.
    package static func readStandardInput() throws(CommandFailure) -> String {
        try read(from: STDIN_FILENO, name: "standard input", untilLineEnd: false)
    }

    /// - Parameter untilLineEnd: stop at the first line end, since a terminal has no end; else read to the end.
    static func read(from descriptor: Int32, name: String, untilLineEnd: Bool) throws(CommandFailure) -> String {
        var bytes = try InputBytes.read(from: descriptor, name: name, limit: limit, untilLineEnd: untilLineEnd)
        guard !untilLineEnd || !bytes.isEmpty else { throw CommandFailure(.failed, "\(name) ended") }
        if bytes.last == UInt8(ascii: "\n") {
            bytes.removeLast()
            if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        }
        guard !bytes.contains(UInt8(ascii: "\n")) else {
            throw CommandFailure(.invalidInput, "\(name) holds more than one line")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.invalidInput, "\(name) is not UTF-8")
        }
        return text
    }
}
