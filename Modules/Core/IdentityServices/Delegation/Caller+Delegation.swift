import FoundationEssentials
import IdentityCore

/// The permissions on users and groups that can be handed out one by one. Ids are the ids of the core, not names: a new
/// user of an old name gains and loses nothing by it.
enum Delegated {
    static let users = "user"
    static let groups = "group"

    static func user(_ id: UserID?, _ action: String?) -> Permission {
        Permission(users, id: id?.description, action: action)
    }

    static func group(_ id: GroupID?, _ action: String?) -> Permission {
        Permission(groups, id: id?.description, action: action)
    }
}

extension Grants {
    /// What counts when somebody acts on that account: what an account may do to itself makes it no stronger, for whoever
    /// acts on it does as much.
    func besides(_ user: User) -> Grants { without(on: Delegated.users, id: user.id.description) }
}

extension Caller {
    /// Users of the own organization; `nil` for all of them. Everybody may read themselves. Who owns a resource of that
    /// type and id gets nothing by it: these are accounts.
    func require(_ action: String, onUser user: UserID?) throws(ServiceError) {
        try requireFullSession()
        if action == ResourceAction.read, let user, user == userID { return }
        try require(
            Delegated.user(user, action), or: action == ResourceAction.read ? .readUsers : .manageUsers)
    }

    /// Groups of the own organization; `nil` for all of them.
    func require(_ action: String, onGroup group: GroupID?) throws(ServiceError) {
        try requireFullSession()
        try require(
            Delegated.group(group, action), or: action == ResourceAction.read ? .readGroups : .manageGroups)
    }

    private func require(_ permission: Permission, or right: Right) throws(ServiceError) {
        guard grants.allow(right, in: organization) || grants.allow(permission, in: organization) else {
            throw .forbidden(.missingRight(right))
        }
    }

    /// A resource of the own organization; without an id, all of the type.
    func require(_ action: String, onResource id: String?, type: String, in store: any StoreReading)
        throws(ServiceError)
    {
        try requireFullSession()
        let wanted = Permission(type, id: id, action: action)
        let right: Right = action == ResourceAction.read ? .readResources : .manageResources
        if grants.allow(wanted, in: organization) || grants.allow(right, in: organization) { return }
        guard try ResourceStanding(wanted, in: organization, store: store)?.isAllowed(to: self) ?? false else {
            throw .forbidden(.missingRight(right))
        }
    }

    /// The caller with the rights that a permission on the one thing stands for, once it was found to be held.
    func with(_ rights: Rights) -> Caller {
        var caller = self
        caller.delegated = rights
        return caller
    }
}
