import IdentityCore

/// The pages and single resources that together are all that a caller may read of a list: each is asked of the store by
/// an index of its own, so that what others have costs nothing.
struct ResourceParts {
    private(set) var pages: [ResourceQuery] = []
    private(set) var single: Set<ResourceKey> = []
    private let asked: ResourceQuery

    /// - Throws: `notFound(.organization)` when another one was asked for than anything reaches.
    init(of asked: ResourceQuery, for caller: Caller) throws(ServiceError) {
        try self.init(of: asked, holding: caller.grants)
        let home = caller.organization
        guard asked.organization ?? home == home, let account = caller.account else { return }
        addOwn(of: account, in: home)
    }

    /// What the grants alone open.
    init(of asked: ResourceQuery, holding grants: Grants) throws(ServiceError) {
        self.asked = asked
        let home = grants.organization
        add(grants.onServer, in: asked.organization, home: home)
        guard asked.organization ?? home == home else {
            guard !pages.isEmpty else { throw .notFound(.organization) }
            return
        }
        add(grants.inOrganization, in: home, home: home)
    }

    /// What the grants open, and what the user owns.
    init(of asked: ResourceQuery, holding grants: Grants, owner: UserID) throws(ServiceError) {
        try self.init(of: asked, holding: grants)
        guard asked.owner ?? owner == owner, asked.organization ?? grants.organization == grants.organization else {
            return
        }
        var own = asked
        own.organization = grants.organization
        own.owner = owner
        pages.append(own)
    }

    /// By type, then by number, at most as many as were asked for.
    /// - Parameter isReadable: asked of every one again where parts overlap: a key that names a single resource does not
    ///   say that it is its owner's.
    func list(
        in store: any StoreReading, where isReadable: (Resource) -> Bool
    ) throws(ServiceError) -> [Resource] {
        if pages.count == 1, single.isEmpty { return try store.resources.list(pages[0]) }
        var found: [ResourceKey: Resource] = [:]
        for page in pages {
            for resource in try store.resources.list(page) { found[resource.key] = resource }
        }
        for key in single {
            if let resource = try store.resources.find(key), asked.fits(resource) { found[key] = resource }
        }
        let sorted = found.values.filter(isReadable).sorted { ResourcePosition($0).comesBefore(ResourcePosition($1)) }
        return Array(sorted.prefix(asked.limit))
    }

    private mutating func add(_ set: PermissionSet, in place: OrganizationID?, home: OrganizationID) {
        var whole = asked
        whole.organization = place
        if set.coversForeignTypes || set.rights.contains(.readResources) || set.rights.contains(.manageResources) {
            return pages.append(whole)
        }
        for permission in set.permissions {
            if permission.type == "workspaces" {
                guard permission.action == nil || permission.action == Right.readWorkspaces.action,
                    let id = permission.id.flatMap({ WorkspaceID($0) }), asked.workspace ?? id == id
                else { continue }
                var page = whole
                page.workspace = id
                pages.append(page)
            } else {
                add(permission, to: whole, home: place ?? home)
            }
        }
    }

    private mutating func add(_ permission: Permission, to whole: ResourceQuery, home: OrganizationID) {
        guard permission.action == nil || permission.action == ResourceAction.read,
            !Right.types.contains(permission.type), asked.type ?? permission.type == permission.type
        else { return }
        if let id = permission.id {
            single.insert(ResourceKey(organization: home, type: permission.type, id: id))
        } else {
            var page = whole
            page.type = permission.type
            pages.append(page)
        }
    }

    private mutating func addOwn(of account: SignedInAccount, in home: OrganizationID) {
        guard asked.owner ?? account.user.id == account.user.id else { return }
        // Whoever holds the owner's key sees there what they see anyway.
        if let maker = account.keyMaker?.grants,
            !maker.allow(.readResources, in: home), !maker.allow(.manageResources, in: home)
        {
            return
        }
        var own = asked
        own.organization = home
        own.owner = account.user.id
        guard case .key(let key) = account.proof, let scopes = key.scopes else { return pages.append(own) }
        for scope in scopes { add(scope, to: own, home: home) }
    }
}

extension ResourceQuery {
    func fits(_ resource: Resource) -> Bool {
        organization ?? resource.organization == resource.organization && type ?? resource.type == resource.type
            && (workspace == nil || workspace == resource.workspace) && (owner == nil || owner == resource.owner)
            && after.map { $0.comesBefore(ResourcePosition(resource)) } ?? true
    }
}

extension ResourcePosition {
    func comesBefore(_ other: ResourcePosition) -> Bool {
        type == other.type ? number < other.number : type.utf8.lexicographicallyPrecedes(other.type.utf8)
    }
}
