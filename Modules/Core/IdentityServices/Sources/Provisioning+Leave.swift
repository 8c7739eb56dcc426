import FoundationEssentials
import IdentityCore

extension Provisioning {
    /// Disables a user whom the source no longer has, ends the user's sessions and takes the groups that the source gave.
    /// Nothing for one who is disabled.
    func withdraw(
        _ user: User, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> Result {
        let change = try planWithdrawal(of: user, in: store, at: now)
        try carryOut(change, of: user.source, on: .sync, in: store, as: caller, at: now)
        if let conflict = change.conflict { return .conflict(conflict, keeps: change.after) }
        return change.changesNothing ? .unchanged(user) : .refreshed(change.after, fields: change.changedFields)
    }

    /// What `withdraw` would do.
    func planWithdrawal(
        of user: User, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> ProvisionedUser {
        var change = ProvisionedUser(before: user, after: user)
        guard user.isEnabled else { return change }
        withdraw(&change, at: now)
        for (id, origin) in try store.groups.memberships(of: user.id) where origin == .mapped {
            if let group = try store.groups.find(id) { change.leaves.append(group) }
        }
        try finish(&change, in: store, at: now)
        return change
    }

    /// Deletes a user whom the source no longer has, unless nobody would be left to administer the server.
    func delete(
        _ user: User, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> SyncConflict? {
        if let conflict = try conflict(inDeletionOf: user, in: store) { return conflict }
        try store.userWrites.remove(user.id)
        try store.auditWrites.append(
            caller.entry(
                .userDeleted, on: .user(user), at: now, in: user.organization, detail: "gone from \(user.source)"))
        return nil
    }

    /// What keeps the user from being deleted.
    func conflict(inDeletionOf user: User, in store: any StoreReading) throws(ServiceError) -> SyncConflict? {
        guard try Authorization.grants(of: user, in: store).areUnlimited else { return nil }
        do throws(ServiceError) {
            try Authorization.requireAdministrator(in: store, without: [user.id])
            return nil
        } catch .conflict(.lastAdministrator) {
            return SyncConflict(
                .lastAdministrator, login: user.login.display, externalID: user.externalID ?? "")
        }
    }
}
