import IdentityCore

/// Organizations, tenants, clients and roles.
extension DesiredPlanning {
    mutating func planPlaces(in store: any StoreReading) throws(ServiceError) {
        try readRoles(in: store)
        for entry in state[.organizations] {
            let id = OrganizationID(rawValue: entry.name)
            let found = try store.organizations.find(id)
            if let found, caller.reaches(id, with: .readOrganizations) {
                compare(entry, found.desired, .organization(id, version: found.version))
            } else {
                create(entry)
            }
        }
        for entry in state[.tenants] { try planTenant(entry, in: store) }
        for entry in state[.clients] {
            let id = ClientID(rawValue: entry.name)
            if let found = try store.clients.find(id) {
                compare(entry, found.desired, .client(id, version: found.version))
            } else {
                create(entry)
            }
        }
        for entry in state[.roles] { try planRole(entry, in: store) }
    }

    private mutating func planTenant(_ entry: DesiredEntry, in store: any StoreReading) throws(ServiceError) {
        let id = TenantID(rawValue: entry.name), place = home(entry)
        try requireOrganization(entry, in: store)
        if let found = try store.tenants.find(id), caller.reaches(found.organization, with: .readOrganizations) {
            return compare(entry, found.desired, in: found.organization, .tenant(id, version: found.version))
        }
        // An organization is made together with the tenant of its own name.
        if let name = names.organizations[entry.name], place.ownTenant == id {
            let made: DesiredFields = [.organization: .text(place.rawValue), .name: .text(name)]
            return compare(entry, made, in: place, .tenant(id, version: nil))
        }
        create(entry, in: place)
    }

    /// Definitions are few, and their names are compared folded, which the store can't be asked by.
    private mutating func readRoles(in store: any StoreReading) throws(ServiceError) {
        let sections: [DesiredSection] = [.roles, .groups, .users]
        guard sections.contains(where: state.names) else { return }
        var after: Role?
        while true {
            let page = try store.roles.list(.all, after: after, limit: 500)
            for definition in page { roles[comparison.key(definition.role.rawValue)] = definition }
            guard page.count == 500, let last = page.last else { return }
            after = last.role
        }
    }

    private mutating func planRole(_ entry: DesiredEntry, in store: any StoreReading) throws(ServiceError) {
        let role = Role(rawValue: entry.name)
        if let client = role.client, !names.contains(.clients, client.rawValue) {
            let found = pruned.contains(.clients) ? nil : try store.clients.find(client)
            if found == nil { refuseUnknown(entry, "name", .client, client.rawValue) }
        }
        if let found = roles[comparison.key(entry.name)] {
            compare(entry, found.desired, name: found.role.rawValue, .role(found.role, version: found.version))
        } else {
            create(entry)
        }
    }
}
