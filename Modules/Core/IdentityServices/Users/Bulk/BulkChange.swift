package import IdentityCore

/// One of many changes that come in one call.
package enum BulkChange: Sendable {
    case create(CreateUser)
    case edit(UserSelector, EditUser)
    case delete(UserSelector, ifVersion: Int?)
    /// The same, refused for the caller's own account.
    case deleteOther(UserSelector)

    /// Changes in one call.
    package static let limit = 1_000

    package static func switching(_ user: UserSelector, on isEnabled: Bool, ifVersion: Int? = nil) -> BulkChange {
        var edit = EditUser()
        edit.isEnabled = isEnabled
        edit.ifVersion = ifVersion
        return .edit(user, edit)
    }
}

/// What became of one of many changes.
package enum BulkOutcome: Sendable {
    case created(User)
    case edited(User)
    case deleted
    /// Nothing of this one change was kept.
    case refused(ServiceError)
    /// Right in itself, and not kept, because all were to be made or none and another one was refused.
    case undone
}
