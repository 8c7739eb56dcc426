import Glibc

/// Where a program's texts go. Both closures take text with its line ends.
package struct ProgramOutput: Sendable {
    package let standard: @Sendable (String) -> Void
    package let error: @Sendable (String) -> Void

    package init(standard: @escaping @Sendable (String) -> Void, error: @escaping @Sendable (String) -> Void) {
        self.standard = standard
        self.error = error
    }

    /// The process's own streams, unbuffered.
    package static let process = Self(
        standard: { write($0, to: STDOUT_FILENO) }, error: { write($0, to: STDERR_FILENO) })

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return
            }
        }
    }
}
