import IdentityCore

extension DesiredPlanning {
    private static let later: Set<DesiredField> = [.defaultWorkspace]

    mutating func planUsers(_ entries: ArraySlice<DesiredEntry>, in store: any StoreReading) throws(ServiceError) {
        for entry in entries { try planUser(entry, in: store) }
    }

    private mutating func planUser(_ entry: DesiredEntry, in store: any StoreReading) throws(ServiceError) {
        requireRoles(entry)
        try requireOrganization(entry, in: store)
        let found = try user(entry.name, in: store)
        let place = try destination(entry, found, in: store)
        try requireGroups(entry, of: place, in: store)
        try requireDefaultWorkspace(entry, of: place, in: store)
        guard let found else {
            create(entry, except: Self.later, in: place)
            if let wanted = entry.fields[.defaultWorkspace], wanted != .empty {
                late(entry, DesiredChange(field: .defaultWorkspace, before: .empty, after: wanted), in: place, .made)
            }
            return
        }
        var current = try store.desired(found)
        if place != found.organization {
            // Moving ends what the user had there.
            current[.groups] = .names([])
            current[.defaultWorkspace] = .empty
        }
        let all = comparison.changes(entry, current)
        let target = DesiredStep.Target.user(found.id, version: found.version)
        let isLateOnly = !all.isEmpty && all.allSatisfy { Self.later.contains($0.field) }
        if !isLateOnly { compare(entry, current, except: Self.later, name: found.login.display, in: place, target) }
        for change in all where Self.later.contains(change.field) { late(entry, change, in: place, target) }
    }

    /// The organization that the user is in when all is done.
    private mutating func destination(
        _ entry: DesiredEntry, _ found: User?, in store: any StoreReading
    ) throws(ServiceError) -> OrganizationID {
        let wished = entry.text(.organization).map(OrganizationID.init(rawValue:))
        let fallback = wished ?? found?.organization ?? caller.organization
        guard let tenant = entry.text(.tenant).map(TenantID.init(rawValue:)) else { return fallback }
        var owner = names.tenants[tenant]
        if owner == nil, names.contains(.organizations, tenant.rawValue) {
            owner = OrganizationID(rawValue: tenant.rawValue)
        }
        if owner == nil, let there = try store.tenants.find(tenant),
            !pruned.contains(.tenants) || tenant == .standard || tenant == there.organization.ownTenant,
            caller.reaches(there.organization, reading: .users)
        {
            owner = there.organization
        }
        guard let owner, wished == nil || wished == owner else {
            refuseUnknown(entry, "tenant", .tenant, tenant.rawValue)
            return fallback
        }
        return owner
    }

    private mutating func requireDefaultWorkspace(
        _ entry: DesiredEntry, of organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) {
        guard let name = entry.text(.defaultWorkspace),
            !names.contains(.workspaces, name, of: organization)
        else { return }
        if !pruned.contains(.workspaces), let found = try store.workspaces.find(name: name, of: organization),
            caller.maySee(found)
        {
            return
        }
        refuseUnknown(entry, "defaultWorkspace", .workspace, name)
    }
}
