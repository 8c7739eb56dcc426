import IdentityCore
import Threading

/// Hands everything on, counts the writes, and can refuse one.
final class CountedStorage: Storage {
    private struct Counts {
        var writes = 0
        var failing: Int?
    }

    private let storage: any Storage
    private let counts = Locked(Counts())

    init(_ storage: any Storage) { self.storage = storage }

    /// Transactions that could have changed something.
    var writes: Int { counts.withLock { $0.writes } }

    func forgetCounts() { counts.withLock { $0.writes = 0 } }

    /// Refuses the write of that number from now on, and every later one; `nil` for none.
    func fail(atWrite number: Int?) { counts.withLock { counts in counts.failing = number.map { counts.writes + $0 } } }

    func read<Result: Sendable>(
        _ cost: ReadCost, _ body: @escaping @Sendable (any StoreReading) throws -> Result
    ) async throws(ServiceError) -> Result { try await storage.read(cost, body) }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreWriting) throws -> Result
    ) async throws(ServiceError) -> Result {
        let isRefused = counts.withLock { counts in
            counts.writes += 1
            return counts.failing.map { counts.writes >= $0 } ?? false
        }
        if isRefused { throw .unavailable(.storage) }
        return try await storage.write(body)
    }

    func changeMarker() throws(ServiceError) -> ChangeMarker { try storage.changeMarker() }
    func probe() async throws(ServiceError) { try await storage.probe() }
    func close() async { await storage.close() }
}
