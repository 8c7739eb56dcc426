import FoundationEssentials
import IdentityCore

/// What the wish does not name goes, in the sections where that was asked for: what others refer to goes last.
extension DesiredPlanning {
    private static let pageSize = 500

    mutating func prunePlaces(in store: any StoreReading) throws(ServiceError) {
        if pruned.contains(.groups) { try pruneGroups(in: store) }
        if pruned.contains(.roles) {
            for definition in roles.values.sorted(by: { $0.role < $1.role })
            where !names.contains(.roles, definition.role.rawValue) {
                delete(.roles, definition.role.rawValue, .role(definition.role, version: definition.version))
            }
        }
        if pruned.contains(.clients) { try pruneClients(in: store) }
        if pruned.contains(.tenants) { try pruneTenants(in: store) }
        if pruned.contains(.organizations) { try pruneOrganizations(in: store) }
    }

    /// Groups that a directory brought, and what stands above them, go with the directory.
    private mutating func pruneGroups(in store: any StoreReading) throws(ServiceError) {
        var query = GroupQuery(organization: try caller.place(for: .readGroups, asked: nil), limit: Self.pageSize)
        var all: [GroupID: Group] = [:]
        while true {
            let page = try store.groups.list(query)
            for group in page { all[group.id] = group }
            guard page.count == query.limit, let last = page.last else { break }
            query.after = GroupPosition(key: last.name.key, id: last.id)
        }
        var staying: Set<GroupID> = []
        for group in all.values where group.source != .local || namedGroups.contains(group.id) {
            var next: GroupID? = group.id
            while let id = next, staying.insert(id).inserted { next = all[id]?.parent }
        }
        let places = all.values.filter { !namedGroups.contains($0.id) }.map { PlacedGroup($0, among: all) }
        // What is moved away by a step is no longer below what goes.
        for place in places.sorted(by: Self.isDeeper) {
            let group = place.group
            if staying.contains(group.id) {
                kept.append(KeptThing(section: .groups, name: place.path, reason: .otherSource))
            } else {
                delete(.groups, place.path, in: group.organization, .group(group.id, version: group.version))
            }
        }
    }

    private static func isDeeper(_ left: PlacedGroup, _ right: PlacedGroup) -> Bool {
        left.names.count == right.names.count
            ? left.path.utf8.lexicographicallyPrecedes(right.path.utf8) : left.names.count > right.names.count
    }

    private mutating func pruneClients(in store: any StoreReading) throws(ServiceError) {
        var after: ClientID?
        while true {
            let page = try store.clients.list(after: after, limit: Self.pageSize)
            for client in page where !names.contains(.clients, client.id.rawValue) {
                delete(.clients, client.id.rawValue, .client(client.id, version: client.version))
            }
            guard page.count == Self.pageSize, let last = page.last else { return }
            after = last.id
        }
    }

    /// The tenant of an organization's own name goes with that.
    private mutating func pruneTenants(in store: any StoreReading) throws(ServiceError) {
        let place = try caller.place(for: .readOrganizations, asked: nil)
        var after: TenantID?
        while true {
            let page = try store.tenants.list(of: place, after: after, limit: Self.pageSize)
            for tenant in page
            where tenant.id != tenant.organization.ownTenant && !names.contains(.tenants, tenant.id.rawValue) {
                delete(
                    .tenants, tenant.id.rawValue, in: tenant.organization, .tenant(tenant.id, version: tenant.version))
            }
            guard page.count == Self.pageSize, let last = page.last else { return }
            after = last.id
        }
    }

    private mutating func pruneOrganizations(in store: any StoreReading) throws(ServiceError) {
        let own = try caller.place(for: .readOrganizations, asked: nil)
        var after: OrganizationID?
        while true {
            let page = try store.organizations.list(after: after, limit: Self.pageSize)
            for organization in page
            where organization.id != .standard && own.map({ $0 == organization.id }) ?? true
                && !names.contains(.organizations, organization.id.rawValue)
            {
                delete(
                    .organizations, organization.id.rawValue,
                    .organization(organization.id, version: organization.version))
            }
            guard page.count == Self.pageSize, let last = page.last else { return }
            after = last.id
        }
    }

    /// - Returns: where the next page begins; `nil` behind the last one.
    mutating func pruneWorkspaces(after: Int64?, in store: any StoreReading) throws(ServiceError) -> Int64? {
        let page = try store.workspaces.list(
            WorkspaceQuery(
                organization: try caller.place(for: .readWorkspaces, asked: nil), after: after, limit: Self.pageSize))
        for workspace in page
        where caller.maySee(workspace) && !names.contains(.workspaces, workspace.name, of: workspace.organization) {
            delete(
                .workspaces, workspace.name, in: workspace.organization,
                .workspace(workspace.id, version: workspace.version))
        }
        return page.count == Self.pageSize ? page.last?.number : nil
    }

    /// Users of another source than the local one come and go with their source.
    /// - Returns: where the next page begins; `nil` behind the last one.
    mutating func pruneUsers(after: UserPosition?, in store: any StoreReading) throws(ServiceError) -> UserPosition? {
        let query = UserQuery(
            organization: try caller.place(for: .readUsers, asked: nil), after: after, limit: Self.pageSize)
        let page = try store.users.list(query)
        for user in page where !names.contains(.users, user.login.display) {
            if user.source == .local {
                delete(.users, user.login.display, in: user.organization, .user(user.id, version: user.version))
            } else {
                kept.append(KeptThing(section: .users, name: user.login.display, reason: .otherSource))
            }
        }
        return page.count == query.limit ? page.last?.position(in: query.sort) : nil
    }

    /// Somebody is left who may everything, whatever the wish leaves out.
    mutating func keepLastAdministrator(in store: any StoreReading, at now: Date) throws(ServiceError) {
        let gone = Set(deletions.compactMap(\.deletedUser))
        do throws(ServiceError) {
            try Authorization.requireAdministrator(in: store, at: now, without: gone)
        } catch {
            guard error == .conflict(.lastAdministrator) else { throw error }
            var strong: Set<UserID> = []
            for id in gone {
                guard let user = try store.users.find(.id(id)), user.isOpen(at: now),
                    try Authorization.grants(of: user, in: store).areUnlimited
                else { continue }
                strong.insert(id)
                kept.append(KeptThing(section: .users, name: user.login.display, reason: .lastAdministrator))
            }
            deletions.removeAll { step in step.deletedUser.map(strong.contains) ?? false }
        }
    }
}

extension DesiredStep {
    fileprivate var deletedUser: UserID? {
        if case .user(let id, _) = target, act == .delete { id } else { nil }
    }
}
