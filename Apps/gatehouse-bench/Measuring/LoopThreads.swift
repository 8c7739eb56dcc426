import Threading

/// Loops that block, each on a thread of its own.
enum LoopThreads {
    /// - Parameter loop: told which one it is, from 0; returns what it counted.
    /// - Returns: what all counted together.
    static func sum(
        _ count: Int, named name: String, _ loop: @escaping @Sendable (Int) throws -> Int
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<count {
                group.addTask {
                    try await withCheckedThrowingContinuation { continuation in
                        NamedThread.start(name) { continuation.resume(with: Result { try loop(number) }) }
                    }
                }
            }
            return try await group.reduce(0, +)
        }
    }
}
