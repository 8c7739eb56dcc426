import Synchronization

/// What a closure was handed first.
final class Kept<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    var value: Value? { kept.withLock { $0 } }

    /// - Returns: `true`, to read on.
    func keep(_ value: Value) -> Bool {
        kept.withLock { $0 = $0 ?? value }
        return true
    }
}
