import FoundationEssentials
package import IdentityCore

/// A key with the names of whom it belongs to.
package struct KeyEntry: Sendable {
    package let key: AccessKey
    /// The login of the owner; `nil` for a global key.
    package let owner: String?
    /// The login of whoever was handed the token; `nil` for the operator, or when that account is gone.
    package let holder: String?
    /// Paths of the groups of a global key, in order.
    package let groups: [String]
}

extension AccessKeyService {
    private static let page = 500

    /// All keys of the list, by name, handed on page by page.
    package func entries(
        _ listing: KeyListing, as caller: Caller, _ page: ([KeyEntry]) -> Void
    ) async throws(ServiceError) {
        var after: AccessKeyPosition?
        while true {
            let keys = try await list(listing, after: after, limit: Self.page, as: caller)
            page(try await storage.read(.scan) { store in try KeyEntry.all(keys, in: store) })
            guard keys.count == Self.page, let last = keys.last else { return }
            after = AccessKeyPosition(key: last.name.key, id: last.id)
        }
    }

    package func entry(_ id: AccessKeyID, as caller: Caller) async throws(ServiceError) -> KeyEntry {
        let key = try await read(id, as: caller)
        return try await storage.read(.point) { store in try KeyEntry.all([key], in: store)[0] }
    }
}

extension KeyEntry {
    fileprivate static func all(
        _ keys: [AccessKey], in store: any StoreReading
    ) throws(ServiceError) -> [KeyEntry] {
        var logins: [UserID: String] = [:], groups: Set<GroupID> = []
        for key in keys {
            var named: Set<UserID> = []
            if let holder = key.createdBy { named.insert(holder) }
            switch key.owner {
            case .user(let owner): named.insert(owner)
            case .groups(let ids): groups.formUnion(ids)
            }
            for user in named where logins[user] == nil {
                logins[user] = try store.users.find(.id(user))?.login.display
            }
        }
        let lineage = groups.isEmpty ? [] : try store.groups.lineage(of: groups)
        let known = Dictionary(lineage.map { ($0.id, $0) }) { first, _ in first }
        return keys.map { key in
            let holder = key.createdBy.flatMap { logins[$0] }
            switch key.owner {
            case .user(let owner): return KeyEntry(key: key, owner: logins[owner], holder: holder, groups: [])
            case .groups(let ids):
                let paths = ids.compactMap { known[$0] }.map { PlacedGroup($0, among: known).path }
                return KeyEntry(
                    key: key, owner: nil, holder: holder,
                    groups: paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            }
        }
    }
}
