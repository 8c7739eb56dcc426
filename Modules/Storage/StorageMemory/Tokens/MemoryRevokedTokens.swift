import FoundationEssentials
import IdentityCore

struct MemoryRevokedTokens: RevokedTokenReading, RevokedTokenWriting {
    let transaction: MemoryTransaction

    func contains(_ id: UUID) throws(ServiceError) -> Bool { transaction.contents.revokedTokens[id] != nil }

    func insert(_ id: UUID, until end: Date) throws(ServiceError) {
        transaction.contents.revokedTokens[id] = max(end, transaction.contents.revokedTokens[id] ?? end)
    }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        let expired = transaction.contents.revokedTokens
            .filter { $0.value < moment }
            .sorted { $0.value < $1.value }
            .prefix(max(limit, 0))
        for (id, _) in expired { transaction.contents.revokedTokens[id] = nil }
        return expired.count
    }
}
