import FoundationEssentials
import IdentityCore

extension Authorization {
    /// Asked at the end of a transaction that may have taken the last super-admin: somebody must be left who is one, by
    /// name or through a group, and whose account is open.
    /// - Parameter gone: users who don't count.
    /// - Throws: `conflict(.lastAdministrator)`, which undoes the transaction.
    static func requireAdministrator(
        in store: any StoreReading, at moment: Date, without gone: Set<UserID> = []
    ) throws(ServiceError) {
        let sources = try store.groups.granting().filter { $0.roles.contains(.superAdmin) }
        let below = sources.isEmpty ? [] : try store.groups.lineage(below: Set(sources.map(\.id)), limit: .max)
        var query = HolderQuery(roles: [.superAdmin], groups: below, users: [], limit: 100)
        while true {
            let page = try store.users.list(query)
            if page.contains(where: { $0.isOpen(at: moment) && !gone.contains($0.id) }) { return }
            guard page.count == query.limit, let last = page.last else { throw .conflict(.lastAdministrator) }
            query.after = last.position(in: UserSort())
        }
    }
}
