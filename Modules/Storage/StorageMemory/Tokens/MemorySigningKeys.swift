import FoundationEssentials
import IdentityCore

struct MemorySigningKeys: SigningKeyReading, SigningKeyWriting {
    let transaction: MemoryTransaction

    func find(_ id: SigningKeyID) throws(ServiceError) -> SigningKey? { transaction.contents.signingKeys[id] }

    func current() throws(ServiceError) -> SigningKey? {
        transaction.contents.signingKeys.values.first { $0.verifiesUntil == nil }
    }

    func list() throws(ServiceError) -> [SigningKey] {
        transaction.contents.signingKeys.values.sorted { left, right in
            let ends = (left.verifiesUntil ?? .distantFuture, right.verifiesUntil ?? .distantFuture)
            return ends.0 == ends.1 ? left.id < right.id : ends.0 > ends.1
        }
    }

    func insert(_ key: SigningKey) throws(ServiceError) -> Bool {
        guard try find(key.id) == nil else { throw .alreadyExists(.signingKey, field: "id") }
        return try put(key)
    }

    func replace(_ key: SigningKey) throws(ServiceError) -> Bool {
        guard let earlier = try find(key.id) else { throw .notFound(.signingKey) }
        return try put(
            SigningKey(
                id: earlier.id, algorithm: earlier.algorithm, publicKey: earlier.publicKey, sealed: key.sealed,
                createdAt: earlier.createdAt, verifiesUntil: key.verifiesUntil))
    }

    private func put(_ key: SigningKey) throws(ServiceError) -> Bool {
        if let admitted = transaction.contents.places.admittedKey, let sealed = key.sealed, sealed.key != admitted {
            return false
        }
        if key.verifiesUntil == nil, let current = try current(), current.id != key.id {
            throw .alreadyExists(.signingKey, field: "current")
        }
        transaction.contents.signingKeys[key.id] = key
        return true
    }
}
