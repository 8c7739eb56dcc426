package import IdentityCore

/// The secrets of all clients, as the rotation of the master key sees them.
package struct ClientSecretsStore: SealedStore {
    private let storage: any Storage

    package init(storage: any Storage) { self.storage = storage }

    package func admit(only key: SealingKeyID) async throws(ServiceError) {
        try await storage.write { store in try store.sealedItemWrites.admit(only: key) }
    }

    package func count(exceptUnder key: SealingKeyID) async throws(ServiceError) -> Int {
        try await storage.read(.scan) { store in try store.clients.countSecrets(exceptUnder: key) }
    }

    package func reseal(batch: Int, with sealing: any Sealing) async throws(ServiceError) -> Int {
        let key = sealing.currentKey
        let old = try await storage.read(.scan) { store in
            try store.clients.secrets(exceptUnder: key, limit: batch)
        }
        var renewed: [(old: ClientSecret, sealed: SealedSecret)] = []
        for item in old {
            let secret = try sealing.open(item.sealed, for: .client(item.key))
            renewed.append((item, try sealing.seal(secret, for: .client(item.key))))
        }
        let resealed = renewed
        try await storage.write { store in
            for (old, sealed) in resealed {
                // What was changed or removed meanwhile keeps its change, and is under the new key already.
                guard try store.clients.secret(of: old.client) == old.sealed else { continue }
                // A key that is not admitted would leave the item as it is, and the rotation would never end.
                guard try store.clientWrites.putSecret(sealed, of: old.client) else {
                    throw ServiceError.unavailable(.storage)
                }
            }
        }
        return old.count
    }
}
