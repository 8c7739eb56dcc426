import Threading

/// What was asked and answered; the oldest go when there are too many.
final class OperationLog: Sendable {
    /// Of entries that are kept.
    static let capacity = 10_000

    private struct State: Sendable {
        var entries: [LDAPTestServer.LogEntry] = []
        var last = 0
    }

    private let state = Locked(State())
    private let report: @Sendable (LDAPTestServer.LogEntry) -> Void

    /// - Parameter report: called with every entry, on the thread of its connection, in the order of numbers for each
    ///   connection.
    init(report: @escaping @Sendable (LDAPTestServer.LogEntry) -> Void) { self.report = report }

    var entries: [LDAPTestServer.LogEntry] { state.withLock { $0.entries.suffix(Self.capacity) } }

    func append(_ entry: LDAPTestServer.LogEntry) {
        let cut = entry.cut
        let numbered = state.withLock { state in
            state.last += 1
            var entry = cut
            entry.number = state.last
            // Cut back now and then, not with each entry.
            if state.entries.count >= 2 * Self.capacity { state.entries.removeFirst(Self.capacity) }
            state.entries.append(entry)
            return entry
        }
        report(numbered)
    }

    func clear() { state.withLock { $0.entries = [] } }
}
