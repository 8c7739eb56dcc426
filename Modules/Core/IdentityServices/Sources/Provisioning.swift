import FoundationEssentials
import IdentityCore

/// The one place where a person of a source becomes a user, and where a user follows the source.
///
/// A user is bound by source and external id, never by a name alone. An account that bears the person's login or mail
/// address and is bound to somebody else is a conflict, which stops nobody but the person.
/// - A new user goes where the policy says, with the profile that it says; profile, place and roles are the
///   administrators' from then on and are not looked at again.
/// - A user who is on file follows in login, mail address and names, a missing one included, and in the groups that are
///   mapped. What can't be followed stays as it is and is told as a conflict, the rest is followed: nobody holds on to a
///   group by making a name that is taken.
/// - Whom the source has closed is withdrawn, and returns with the source; whom somebody here has disabled stays so.
struct Provisioning: Sendable {
    let hands: ServiceHands
    /// Users who may be enabled at once; `nil` for any number.
    let seats: Int?

    /// When the source told of the person.
    enum Occasion: String, Sendable {
        /// A user who is on file follows in names and groups only if the policy says so (`refreshesOnLogin`).
        case signIn = "first sign-in"
        case sync
    }

    enum Result: Sendable {
        /// As on file; nothing was written.
        case unchanged(User)
        case created(User)
        /// With the names of what changed, `enabled` and `groups` among them.
        case refreshed(User, fields: [String])
        /// `keeps` is the account as it stands now, which has followed in everything else; `nil` when there is none.
        case conflict(SyncConflict, keeps: User?)
        /// Nothing was done: it would be one more enabled user than the licence has seats.
        case noSeat
        /// There is no such user, and none was to be made; nobody is made whose account the source has closed.
        case absent
    }

    /// Admits the person in the running transaction, with an audit record of each change in it.
    /// - Parameters:
    ///   - newID: of the user who is made, if one is.
    ///   - mayCreate: whether somebody who is not on file becomes a user.
    ///   - caller: in whose name the records stand; the right was asked for before.
    func admit(
        _ identity: ExternalIdentity, of source: IdentitySource, newID: UserID, mayCreate: Bool,
        on occasion: Occasion, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> Result {
        let plan = try plan(
            for: identity, of: source, newID: newID, mayCreate: mayCreate, on: occasion, in: store, at: now)
        switch plan {
        case .absent: return .absent
        case .noSeat: return .noSeat
        case .refused(let conflict): return .conflict(conflict, keeps: nil)
        case .change(let change):
            try carryOut(change, of: source.id, on: occasion, in: store, as: caller, at: now)
            if let conflict = change.conflict { return .conflict(conflict, keeps: change.after) }
            if change.isNew { return .created(change.after) }
            if change.changesNothing { return .unchanged(change.after) }
            return .refreshed(change.after, fields: change.changedFields)
        }
    }

    /// Writes what was planned in the running transaction, with an audit record of each change in it.
    func carryOut(
        _ change: ProvisionedUser, of source: SourceID, on occasion: Occasion, in store: any StoreWriting,
        as caller: Caller, at now: Date
    ) throws(ServiceError) {
        guard !change.changesNothing else { return }
        let user = change.after
        if change.isNew {
            try store.userWrites.insert(user)
        } else if change.changesUser {
            try store.userWrites.replace(user)
        }
        for group in change.leaves { _ = try store.groupWrites.removeMember(user.id, from: group.id) }
        for group in change.joins { _ = try store.groupWrites.addMember(user.id, to: group.id, origin: .mapped) }
        if change.isWithdrawn { _ = try store.sessionWrites.removeAll(of: user.id, except: nil) }
        // What went to an address that is no longer the user's opens nothing, nor what a closed account was sent.
        if change.isWithdrawn || change.fields.contains("email") { try store.codeWrites.removeAll(of: user.id) }
        for (action, detail) in records(of: change, from: source, on: occasion) {
            try store.auditWrites.append(
                caller.entry(action, on: .user(user), at: now, in: user.organization, detail: detail))
        }
        for (groups, action) in [(change.leaves, AuditAction.groupMemberRemoved), (change.joins, .groupMemberAdded)] {
            for group in groups {
                try store.auditWrites.append(
                    caller.entry(
                        action, on: .group(group), at: now, in: group.organization,
                        detail: "user \(user.id), mapped from \(source)"))
            }
        }
    }

    private func records(
        of change: ProvisionedUser, from source: SourceID, on occasion: Occasion
    ) -> [(AuditAction, String?)] {
        if change.isNew { return [(.userCreated, "\(occasion.rawValue) from \(source)")] }
        var records: [(AuditAction, String?)] = []
        if !change.fields.isEmpty { records.append((.userRefreshed, change.fields.joined(separator: ", "))) }
        if change.isWithdrawn { records.append((.userWithdrawn, "by \(source)")) }
        if change.hasReturned { records.append((.userReturned, "to \(source)")) }
        return records
    }
}
