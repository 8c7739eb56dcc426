import IdentityCore

/// What the wish does not name goes, in the sections where that was asked for: what others refer to goes last.
extension DesiredPlanning {
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
        var query = GroupQuery(organization: try caller.place(reading: .groups), limit: DesiredStateService.pageSize)
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
            let page = try store.clients.list(after: after, limit: DesiredStateService.pageSize)
            for client in page where !client.isBuiltIn && !names.contains(.clients, client.id.rawValue) {
                delete(.clients, client.id.rawValue, .client(client.id, version: client.version))
            }
            guard page.count == DesiredStateService.pageSize, let last = page.last else { return }
            after = last.id
        }
    }

    /// The tenant of an organization's own name goes with that.
    private mutating func pruneTenants(in store: any StoreReading) throws(ServiceError) {
        let place = try caller.place(reading: .tenants)
        var after: TenantID?
        while true {
            let page = try store.tenants.list(of: place, after: after, limit: DesiredStateService.pageSize)
            for tenant in page
            where tenant.id != tenant.organization.ownTenant && !names.contains(.tenants, tenant.id.rawValue) {
                delete(
                    .tenants, tenant.id.rawValue, in: tenant.organization, .tenant(tenant.id, version: tenant.version))
            }
            guard page.count == DesiredStateService.pageSize, let last = page.last else { return }
            after = last.id
        }
    }

    private mutating func pruneOrganizations(in store: any StoreReading) throws(ServiceError) {
        let own = try caller.place(reading: .organizations)
        var after: OrganizationID?
        while true {
            let page = try store.organizations.list(after: after, limit: DesiredStateService.pageSize)
            for organization in page
            where organization.id != .standard && own.map({ $0 == organization.id }) ?? true
                && !names.contains(.organizations, organization.id.rawValue)
            {
                delete(
                    .organizations, organization.id.rawValue,
                    .organization(organization.id, version: organization.version))
            }
            guard page.count == DesiredStateService.pageSize, let last = page.last else { return }
            after = last.id
        }
    }
}
