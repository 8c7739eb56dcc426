import FoundationEssentials
import IdentityCore

extension Authorization {
    /// Asked at the end of a transaction that may have taken the last super-admin: somebody must be left who is one, by
    /// name or through a group, whose account is open and has no end, and who can sign in. Whoever would be gone by
    /// time alone, or has never come, is nobody to rely on: otherwise the last one could be lost by order of events.
    /// - Parameter gone: users who don't count.
    /// - Throws: `conflict(.lastAdministrator)`, which undoes the transaction.
    static func requireAdministrator(in store: any StoreReading, without gone: Set<UserID> = []) throws(ServiceError) {
        let sources = try store.groups.granting(holding: .superAdmin, of: nil)
        let below = sources.isEmpty ? [] : try store.groups.lineage(below: Set(sources.map(\.id)), limit: .max)
        var query = HolderQuery(roles: [.superAdmin], groups: below, users: [], limit: 100)
        while true {
            let page = try store.users.list(query)
            for user in page where user.isOpen(at: .distantFuture) && !gone.contains(user.id) {
                if try canSignIn(user, in: store) { return }
            }
            guard page.count == query.limit, let last = page.last else { throw .conflict(.lastAdministrator) }
            query.after = last.position(in: UserSort())
        }
    }

    /// Whether nothing is missing for it but the proof.
    private static func canSignIn(_ user: User, in store: any StoreReading) throws(ServiceError) -> Bool {
        if let invitation = try store.invitations.find(of: user.id), invitation.acceptedAt == nil { return false }
        // A program is nobody who could mend anything.
        guard user.source != .serviceAccount else { return false }
        guard user.source == .local else { return true }
        guard let password = try store.passwords.find(of: user.id) else { return false }
        return password.validUntil == nil
    }
}
