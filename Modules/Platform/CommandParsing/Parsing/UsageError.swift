/// The command line was not understood. The program adds the usage line.
package struct UsageError: Error, Sendable, Equatable {
    /// One line without a full stop.
    package let message: String

    package init(_ message: String) { self.message = message }
}
