import Synchronization

/// How many statements the transactions of a storage have run, on whatever thread: what a use case costs, where time
/// would depend on the machine.
final class StatementCount: Sendable {
    private let count = Atomic<UInt64>(0)

    var value: UInt64 { count.load(ordering: .relaxed) }

    func increment(by runs: Int = 1) { count.add(UInt64(runs), ordering: .relaxed) }
}
