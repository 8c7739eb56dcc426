import Synchronization

/// How many statements the transactions of a storage have run, on whatever thread: what a use case costs, where time
/// would depend on the machine.
final class StatementCount: Sendable {
    private let count = Atomic<UInt64>(0)

    var value: UInt64 { count.load(ordering: .relaxed) }

    func increment() { count.add(1, ordering: .relaxed) }
}
