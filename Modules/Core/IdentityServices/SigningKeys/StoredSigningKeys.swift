package import IdentityCore

/// The signing keys in the store, as whoever signs and the rotation of the master key see them.
package struct StoredSigningKeys: SigningKeyKeeping, SealedStore {
    private let storage: any Storage
    private let clock: any Clock

    package init(storage: any Storage, clock: any Clock) {
        self.storage = storage
        self.clock = clock
    }

    package func changeMarker() throws(ServiceError) -> ChangeMarker { try storage.changeMarker() }

    package func goodKeys() async throws(ServiceError) -> [SigningKey] {
        let now = clock.now()
        return try await storage.read(.point) { store in
            try store.signingKeys.list().filter { $0.state(at: now) != .retired }
        }
    }

    package func keepFirst(_ key: SigningKey) async throws(ServiceError) -> Bool {
        let now = clock.now()
        return try await storage.write { store in
            // Another server was faster.
            if try store.signingKeys.current() != nil { return true }
            guard try store.signingKeyWrites.insert(key) else { return false }
            try store.auditWrites.append(Caller(.system).entry(.signingKeyCreated, on: .signingKey(key), at: now))
            return true
        }
    }

    package func admit(only key: SealingKeyID) async throws(ServiceError) {
        try await storage.write { store in try store.sealedItemWrites.admit(only: key) }
    }

    package func count(exceptUnder key: SealingKeyID) async throws(ServiceError) -> Int {
        try await sealedKey(exceptUnder: key) == nil ? 0 : 1
    }

    package func reseal(batch: Int, with sealing: any Sealing) async throws(ServiceError) -> Int {
        guard let old = try await sealedKey(exceptUnder: sealing.currentKey), let box = old.sealed else { return 0 }
        let binding = SealBinding.signingKey(old.id)
        let new = old.resealed(try sealing.seal(try sealing.open(box, for: binding), for: binding))
        try await storage.write { store in
            // A rotation of the signing keys meanwhile leaves nothing to seal anew.
            guard try store.signingKeys.find(old.id) == old else { return }
            // A key that is not admitted would leave the value as it is, and the rotation would never end.
            guard try store.signingKeyWrites.replace(new) else { throw ServiceError.unavailable(.storage) }
        }
        return 1
    }

    /// Only the current key has anything sealed.
    private func sealedKey(exceptUnder key: SealingKeyID) async throws(ServiceError) -> SigningKey? {
        let current = try await storage.read(.point) { store in try store.signingKeys.current() }
        return current?.sealed?.key == key ? nil : current
    }
}

extension AuditObject {
    static func signingKey(_ key: SigningKey) -> AuditObject {
        AuditObject(kind: .signingKey, id: key.id.rawValue, name: key.algorithm.rawValue)
    }
}
