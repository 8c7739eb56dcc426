/// What the hasher is doing and has done, for metrics.
package struct HashingLoad: Hashable, Sendable {
    /// Passwords in the queue.
    package var waiting: Int
    /// Passwords being computed now, each of which holds Argon2's memory.
    package var running: Int
    /// Slow computations since the start, whatever their result.
    package var derivations: Int
}
