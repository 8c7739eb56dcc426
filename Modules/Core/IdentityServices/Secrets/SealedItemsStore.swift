package import IdentityCore

/// The sealed items of all users, as the rotation of the master key sees them.
package struct SealedItemsStore: SealedStore {
    private let storage: any Storage

    package init(storage: any Storage) { self.storage = storage }

    package func admit(only key: SealingKeyID) async throws(ServiceError) {
        try await storage.write { store in try store.sealedItemWrites.admit(only: key) }
    }

    package func count(exceptUnder key: SealingKeyID) async throws(ServiceError) -> Int {
        try await storage.read(.scan) { store in try store.sealedItems.countNotSealed(under: key) }
    }

    package func reseal(batch: Int, with sealing: any Sealing) async throws(ServiceError) -> Int {
        let key = sealing.currentKey
        let old = try await storage.read(.scan) { store in
            try store.sealedItems.notSealed(under: key, limit: batch)
        }
        var renewed: [(old: SealedItem, sealed: SealedSecret)] = []
        for item in old {
            let secret = try sealing.open(item.sealed, for: item.binding)
            renewed.append((item, try sealing.seal(secret, for: item.binding)))
        }
        let resealed = renewed
        try await storage.write { store in
            for (old, sealed) in resealed {
                // What was changed or removed meanwhile keeps its change, and is under the new key already.
                guard var item = try store.sealedItems.find(old.binding), item.sealed == old.sealed else { continue }
                item.sealed = sealed
                // A key that is not admitted would leave the item as it is, and the rotation would never end.
                guard try store.sealedItemWrites.put(item) else { throw ServiceError.unavailable(.storage) }
            }
        }
        return old.count
    }
}
