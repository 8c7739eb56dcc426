import IdentityCore
import Threading

/// Sealed values in memory that keep the promises of `SealedStore`, and that can be made to fail after some batches.
final class SealedShelf: SealedStore {
    private struct Content: Sendable {
        var values: [(binding: SealBinding, sealed: SealedSecret)] = []
        var admitted: SealingKeyID?
        var batchesLeft = Int.max
    }

    private let content = Locked(Content())

    /// - Returns: whether the store took it.
    func put(_ sealed: SealedSecret, for binding: SealBinding) -> Bool {
        content.withLock { content in
            guard content.admitted == nil || content.admitted == sealed.key else { return false }
            content.values.append((binding, sealed))
            return true
        }
    }

    func stop(afterBatches count: Int) { content.withLock { $0.batchesLeft = count } }

    func opened(with sealing: any Sealing) throws(ServiceError) -> [String] {
        var texts: [String] = []
        for value in content.withLock({ $0.values }) {
            texts.append(try sealing.open(value.sealed, for: value.binding).reveal { $0 })
        }
        return texts
    }

    func admit(only key: SealingKeyID) async throws(ServiceError) { content.withLock { $0.admitted = key } }

    func count(exceptUnder key: SealingKeyID) async throws(ServiceError) -> Int {
        content.withLock { $0.values.count { $0.sealed.key != key } }
    }

    func reseal(batch: Int, with sealing: any Sealing) async throws(ServiceError) -> Int {
        let current = sealing.currentKey
        return try content.withLock { content throws(ServiceError) in
            guard content.batchesLeft > 0 else { throw .unavailable(.storage) }
            content.batchesLeft -= 1
            var done = 0
            for index in content.values.indices where content.values[index].sealed.key != current && done < batch {
                let (binding, sealed) = content.values[index]
                content.values[index].sealed = try sealing.seal(try sealing.open(sealed, for: binding), for: binding)
                done += 1
            }
            return done
        }
    }
}
