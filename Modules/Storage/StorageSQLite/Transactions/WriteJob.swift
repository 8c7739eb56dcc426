import IdentityCore

/// A write that waits for its turn.
struct WriteJob: Sendable {
    /// Runs the closure. What it returns tells the caller of the success, once it may be told.
    let perform: @Sendable (WriteTransaction) throws -> @Sendable () -> Void
    let fail: @Sendable (ServiceError) -> Void
}
