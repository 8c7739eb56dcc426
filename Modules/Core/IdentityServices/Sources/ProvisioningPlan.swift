import IdentityCore

/// What admitting a person of a source comes to, worked out from what the store holds; nothing is written yet.
enum ProvisioningPlan: Sendable {
    /// Nobody here is bound to the person, and nobody is to be made.
    case absent
    /// One more enabled user than the licence has seats.
    case noSeat
    /// The person becomes no user.
    case refused(SyncConflict)
    case change(ProvisionedUser)
}

/// A user who is made, or who follows the source.
struct ProvisionedUser: Sendable {
    /// `nil` for a user who is made.
    let before: User?
    var after: User
    /// The names of what differs, without `enabled` and `groups`.
    var fields: [String] = []
    /// Groups that the user comes into as a mapped member.
    var joins: [Group] = []
    /// Groups that the user was a mapped member of.
    var leaves: [Group] = []
    /// What the user can't follow the source in; everything else is followed.
    var conflict: SyncConflict?

    var isNew: Bool { before == nil }
    var isWithdrawn: Bool { before?.isEnabled == true && !after.isEnabled }
    var hasReturned: Bool { before?.isEnabled == false && after.isEnabled }
    /// Whether the user's own row differs.
    var changesUser: Bool { isNew || !fields.isEmpty || isWithdrawn || hasReturned }
    var changesNothing: Bool { !changesUser && joins.isEmpty && leaves.isEmpty }

    /// Everything that differs, by name.
    var changedFields: [String] {
        fields + (isWithdrawn || hasReturned ? ["enabled"] : []) + (joins.isEmpty && leaves.isEmpty ? [] : ["groups"])
    }
}
