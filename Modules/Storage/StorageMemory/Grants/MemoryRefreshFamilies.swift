import FoundationEssentials
import IdentityCore

struct MemoryRefreshFamilies: RefreshFamilyReading, RefreshFamilyWriting {
    let transaction: MemoryTransaction

    func find(_ id: RefreshFamilyID) throws(ServiceError) -> RefreshFamily? { transaction.contents.grants.families[id] }

    func list(of session: SessionID) throws(ServiceError) -> [RefreshFamily] {
        transaction.contents.grants.families.values
            .filter { $0.session == session }
            .sorted { Self.isOlder($0, $1) }
    }

    func list(_ query: RefreshFamilyQuery) throws(ServiceError) -> [RefreshFamily] {
        let matching = transaction.contents.grants.families.values
            .filter { $0.client == query.client && (query.isOffline == nil || query.isOffline == $0.isOffline) }
            .filter { family in query.after.map { Self.isBehind(family, $0) } ?? true }
            .sorted { Self.isOlder($1, $0) }
        return Array(matching.prefix(max(query.limit, 0)))
    }

    func insert(_ family: RefreshFamily) throws(ServiceError) {
        guard transaction.contents.sessions[family.session] != nil, try transaction.clients.find(family.client) != nil
        else { throw .notFound(.session) }
        transaction.contents.grants.families[family.id] = family
    }

    func replace(_ family: RefreshFamily) throws(ServiceError) {
        guard var stored = try find(family.id) else { throw .notFound(.session) }
        stored.current = family.current
        stored.renewedAt = family.renewedAt
        stored.expiresAt = family.expiresAt
        transaction.contents.grants.families[family.id] = stored
    }

    func remove(_ id: RefreshFamilyID) throws(ServiceError) -> Bool {
        transaction.contents.grants.families.removeValue(forKey: id) != nil
    }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        let expired = transaction.contents.grants.families.values
            .filter { $0.expiresAt < moment }
            .sorted { $0.expiresAt < $1.expiresAt }
            .prefix(max(limit, 0))
        for family in expired { transaction.contents.grants.families[family.id] = nil }
        return expired.count
    }

    private static func isOlder(_ left: RefreshFamily, _ right: RefreshFamily) -> Bool {
        isBehind(left, RefreshFamilyPosition(right))
    }

    /// In a list with the newest first; of two of the same moment, the greater id first.
    private static func isBehind(_ family: RefreshFamily, _ position: RefreshFamilyPosition) -> Bool {
        family.createdAt == position.createdAt ? family.id < position.id : family.createdAt < position.createdAt
    }
}
