import IdentityCore

/// What is known of a resource that is stored, beyond its type and id: rights over all resources, a place in its
/// workspace and ownership turn into permissions on it here, so that every question about it is answered one way.
struct ResourceStanding {
    let resource: Resource
    let wanted: Permission

    /// - Returns: `nil` when the permission speaks of no single resource, or of none that is stored. One question to the
    ///   store at most.
    init?(_ wanted: Permission, in place: OrganizationID, store: any StoreReading) throws(ServiceError) {
        guard let id = wanted.id, !Right.types.contains(wanted.type),
            let resource = try store.resources.find(ResourceKey(organization: place, type: wanted.type, id: id))
        else { return nil }
        self.init(resource, wanted)
    }

    init(_ resource: Resource, _ wanted: Permission) {
        self.resource = resource
        self.wanted = wanted
    }

    init(_ resource: Resource, action: String) {
        self.init(resource, Permission(resource.type, id: resource.id, action: action))
    }

    /// Everything that can be done with the resource.
    var all: Permission { Permission(resource.type, id: resource.id) }

    /// The set with what it gives on this resource spelled out.
    func spelledOut(_ set: PermissionSet) -> PermissionSet {
        var set = set
        if set.rights.contains(.manageResources) || holds(set, nil) {
            set.insert(all)
        } else {
            if set.rights.contains(.readResources) {
                for action in ResourceAction.reading { set.insert(Permission(all.type, id: all.id, action: action)) }
            }
            // A collaborator may do everything but manage.
            if let action = wanted.action, action != ResourceAction.manage, holds(set, "read") { set.insert(wanted) }
        }
        return set
    }

    /// Whether a membership of the resource's workspace is in the set. The rights over all workspaces are none: they
    /// open the room, not what is in it.
    private func holds(_ set: PermissionSet, _ action: String?) -> Bool {
        guard let workspace = resource.workspace else { return false }
        let membership = Permission("workspaces", id: workspace.description, action: action)
        return set.permissions.contains { $0.covers(membership) }
    }

    func isAllowed(to caller: Caller) -> Bool { isOwned(by: caller) || isGiven(by: caller.grants) }

    func isAllowed(to user: User, holding grants: Grants) -> Bool { isOwned(by: user) || isGiven(by: grants) }

    private func isGiven(by grants: Grants) -> Bool {
        Grants(
            in: grants.organization, onServer: spelledOut(grants.onServer),
            inOrganization: spelledOut(grants.inOrganization)
        ).allow(wanted, in: resource.organization)
    }

    /// An owner's key does what its scopes say, and no more; in other hands what its holder may do, too.
    private func isOwned(by caller: Caller) -> Bool {
        guard let account = caller.account, isOwned(by: account.user) else { return false }
        if let maker = account.keyMaker, !isGiven(by: maker.grants) { return false }
        guard case .key(let key) = account.proof, let scopes = key.scopes else { return true }
        return PermissionSet(permissions: scopes).covers(wanted)
    }

    func isOwned(by user: User) -> Bool {
        resource.owner == user.id && resource.organization == user.organization
    }
}
