/// Hides secrets that have to come back in clear, under keys that are not in the store.
package protocol Sealing: Sendable {
    /// The key that `seal` uses, as it is now.
    var currentKey: SealingKeyID { get }
    /// Never twice the same, also for the same secret.
    func seal(_ secret: Secret, for binding: SealBinding) throws(ServiceError) -> SealedSecret
    /// - Throws: `internalFailure` when the key is gone or the value is not what was sealed for this binding. The
    ///   cause goes to the log, for whoever can mend it.
    func open(_ sealed: SealedSecret, for binding: SealBinding) throws(ServiceError) -> Secret
}

/// A part of the store with sealed values in it, as the rotation of the master key sees it.
package protocol SealedStore: Sendable {
    /// From the return on, no value under another key is stored any more, by this or any other process: what was sealed
    /// under an older one meanwhile is refused inside its transaction, and sealed again by whoever brought it. Without
    /// this promise a value could arrive under a key that is about to be removed, and would be lost.
    func admit(only key: SealingKeyID) async throws(ServiceError)
    /// How many values are under other keys.
    func count(exceptUnder key: SealingKeyID) async throws(ServiceError) -> Int
    /// Seals at most `batch` values anew that are not under the current key, in one transaction. A value that changes
    /// meanwhile keeps its change.
    /// - Returns: how many; 0 only when none is left.
    /// - Throws: what `open` throws for a value that does not open. Nothing is lost then: the old keys stay.
    func reseal(batch: Int, with sealing: any Sealing) async throws(ServiceError) -> Int
}
