/// Opens nothing.
package protocol SealedItemReading {
    func find(_ binding: SealBinding) throws(ServiceError) -> SealedItem?
    /// By name, byte by byte.
    func list(
        _ purpose: SealBinding.Purpose, of user: UserID, after name: String?, limit: Int
    ) throws(ServiceError) -> [SealedItem]
    /// Items of all users that are sealed under any other key, in no order; what is sealed anew leaves this list.
    func notSealed(under key: SealingKeyID, limit: Int) throws(ServiceError) -> [SealedItem]
    func countNotSealed(under key: SealingKeyID) throws(ServiceError) -> Int
    /// The only key under which new items are taken; `nil` for any.
    func admittedKey() throws(ServiceError) -> SealingKeyID?
}

package protocol SealedItemWriting {
    /// Stores the item in the place of an earlier one.
    /// - Returns: `false`, with nothing stored, when it is sealed under a key that is not admitted: seal it anew.
    /// - Throws: `notFound(.user)`.
    func put(_ item: SealedItem) throws(ServiceError) -> Bool
    /// - Returns: whether there was one.
    func remove(_ binding: SealBinding) throws(ServiceError) -> Bool
    /// From this commit on `put` takes nothing under another key, in any process. Items that are there stay.
    func admit(only key: SealingKeyID) throws(ServiceError)
}
