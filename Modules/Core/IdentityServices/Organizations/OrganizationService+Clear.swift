import FoundationEssentials
package import IdentityCore

extension OrganizationService {
    /// Removes an organization with everything in it: users, groups, workspaces, resources, keys, tenants, and the clients
    /// that sign in its users only, with their roles and what was granted to them; but no client that is there from the
    /// start. One transaction, so that nothing is half gone; it grows with what is in it.
    /// - Throws: `forbidden` to whom anything is kept from; `conflict(.builtIn)` for the standard one;
    ///   `conflict(.lastAdministrator)`; `notFound`.
    package func deleteWithContents(_ id: OrganizationID, as caller: Caller) async throws(ServiceError) {
        try caller.requireOnServer(.manageOrganizations)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageOrganizations, in: store, at: now)
            // Whatever is in it may hold any right.
            guard current.grants.areUnlimited else { throw ServiceError.forbidden(.targetIsStronger) }
            let organization = try store.organizations.require(id)
            guard id != .standard else { throw ServiceError.conflict(.builtIn(.organization)) }
            let contents = OrganizationContents(of: id)
            try contents.removeResources(in: store)
            try contents.removeWorkspaces(in: store)
            try contents.removeKeys(in: store)
            try contents.removeClients(ServiceAccounts(hands: hands), in: store, as: current, at: now)
            let users = try contents.removeUsers(in: store)
            try contents.removeGroups(in: store)
            try contents.removeTenants(in: store)
            try store.organizationWrites.remove(id)
            try Authorization.requireAdministrator(in: store)
            try store.auditWrites.append(
                current.entry(
                    .organizationDeleted, on: .organization(organization), at: now, in: id,
                    detail: "with \(users) users and everything else in it"))
        }
    }
}

/// Everything that lives in one organization, page by page.
private struct OrganizationContents {
    private static let page = 500
    let id: OrganizationID

    init(of id: OrganizationID) { self.id = id }

    func removeResources(in store: any StoreWriting) throws(ServiceError) {
        try pages { () throws(ServiceError) in
            let page = try store.resources.list(ResourceQuery(organization: id, limit: Self.page))
            for resource in page {
                try store.resourceWrites.remove(
                    ResourceKey(organization: id, type: resource.type, id: resource.id))
            }
            return page.count
        }
    }

    func removeWorkspaces(in store: any StoreWriting) throws(ServiceError) {
        try pages { () throws(ServiceError) in
            let page = try store.workspaces.list(WorkspaceQuery(organization: id, limit: Self.page))
            for workspace in page { try store.workspaceWrites.remove(workspace.id) }
            return page.count
        }
    }

    func removeKeys(in store: any StoreWriting) throws(ServiceError) {
        try pages { () throws(ServiceError) in
            let page = try store.accessKeys.list(AccessKeyQuery(organization: id, limit: Self.page))
            for key in page { try store.accessKeyWrites.remove(key.id) }
            return page.count
        }
    }

    /// Each with a record of its own. The service account of one may live elsewhere.
    func removeClients(
        _ accounts: ServiceAccounts, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        var last: ClientID?
        try pages { () throws(ServiceError) in
            let page = try store.clients.list(of: id, after: last, limit: Self.page)
            for client in page where client.settings.realm == id {
                try accounts.retire(of: client, in: store, as: caller, at: now)
                if client.isBuiltIn {
                    try release(client, in: store, as: caller, at: now)
                } else {
                    try remove(client, in: store, as: caller, at: now)
                }
            }
            last = page.last?.id
            return page.count
        }
    }

    private func remove(
        _ client: Client, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        for definition in try store.roles.everything(in: .client(client.id)) {
            try store.roleWrites.remove(definition.role)
            try store.auditWrites.append(caller.entry(.roleDeleted, on: .role(definition.role), at: now))
        }
        try store.clientWrites.remove(client.id)
        try store.auditWrites.append(caller.entry(.clientDeleted, on: .client(client), at: now))
    }

    /// One that is there from the start, and was bound to the realm when that was possible, stays; but it serves others
    /// only when somebody enables it again.
    private func release(
        _ client: Client, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        var released = client
        released.settings.realm = nil
        released.settings.serviceAccount = nil
        released.isEnabled = false
        released.updatedAt = now
        released.version += 1
        try store.clientWrites.replace(released)
        try store.auditWrites.append(
            caller.entry(.clientDisabled, on: .client(released), at: now, detail: "its realm was deleted"))
    }

    func removeUsers(in store: any StoreWriting) throws(ServiceError) -> Int {
        var count = 0
        try pages { () throws(ServiceError) in
            let page = try store.users.list(UserQuery(organization: id, limit: Self.page))
            for user in page { try store.userWrites.remove(user.id) }
            count += page.count
            return page.count
        }
        return count
    }

    func removeGroups(in store: any StoreWriting) throws(ServiceError) {
        try pages { () throws(ServiceError) in
            let page = try store.groups.list(GroupQuery(organization: id, level: .top, limit: Self.page))
            for group in page {
                for gone in try GroupTree(group, in: store).fromTheBottom { try store.groupWrites.remove(gone.id) }
            }
            return page.count
        }
    }

    func removeTenants(in store: any StoreWriting) throws(ServiceError) {
        try pages { () throws(ServiceError) in
            let page = try store.tenants.list(of: id, after: nil, limit: Self.page)
            for tenant in page { try store.tenantWrites.remove(tenant.id) }
            return page.count
        }
    }

    /// - Parameter step: removes one page and answers how much it held.
    private func pages(_ step: () throws(ServiceError) -> Int) throws(ServiceError) {
        while try step() == Self.page {}
    }
}
