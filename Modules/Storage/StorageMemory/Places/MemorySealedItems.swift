import IdentityCore

struct MemorySealedItems: SealedItemReading, SealedItemWriting {
    let transaction: MemoryTransaction

    func find(_ binding: SealBinding) throws(ServiceError) -> SealedItem? {
        transaction.contents.places.sealedItems[ByteKey(binding)]
    }

    func list(
        _ purpose: SealBinding.Purpose, of user: UserID, after name: String?, limit: Int
    ) throws(ServiceError) -> [SealedItem] {
        let matching = transaction.contents.places.sealedItems.values
            .filter { $0.binding.purpose == purpose && $0.binding.user == user }
            .filter { item in name.map { $0.precedesByBytes(item.binding.name) } ?? true }
            .sorted { $0.binding.name.precedesByBytes($1.binding.name) }
        return Array(matching.prefix(max(limit, 0)))
    }

    func notSealed(under key: SealingKeyID, limit: Int) throws(ServiceError) -> [SealedItem] {
        let matching = transaction.contents.places.sealedItems.values.lazy.filter { $0.sealed.key != key }
        return Array(matching.prefix(max(limit, 0)))
    }

    func countNotSealed(under key: SealingKeyID) throws(ServiceError) -> Int {
        transaction.contents.places.sealedItems.values.count { $0.sealed.key != key }
    }

    func admittedKey() throws(ServiceError) -> SealingKeyID? { transaction.contents.places.admittedKey }

    func put(_ item: SealedItem) throws(ServiceError) -> Bool {
        if let admitted = try admittedKey(), admitted != item.sealed.key { return false }
        guard transaction.contents.users[item.binding.user] != nil else { throw .notFound(.user) }
        transaction.contents.places.sealedItems[ByteKey(item.binding)] = item
        return true
    }

    func remove(_ binding: SealBinding) throws(ServiceError) -> Bool {
        transaction.contents.places.sealedItems.removeValue(forKey: ByteKey(binding)) != nil
    }

    func admit(only key: SealingKeyID) throws(ServiceError) { transaction.contents.places.admittedKey = key }
}
