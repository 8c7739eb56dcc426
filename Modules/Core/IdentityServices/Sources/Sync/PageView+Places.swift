import IdentityCore

extension PageView {
    func memberships(of user: UserID) throws(ServiceError) -> [GroupID: MembershipOrigin] {
        if asked.memberships == nil {
            let ids = Set(try onFile().values.map(\.id))
            let none = Dictionary(uniqueKeysWithValues: ids.map { ($0, [GroupID: MembershipOrigin]()) })
            asked.memberships = none.merging(try store.groups.memberships(of: ids)) { $1 }
        }
        if let known = asked.memberships?[user] { return known }
        return try store.groups.memberships(of: user)
    }

    func mapped(to external: Set<String>, of organization: OrganizationID) throws(ServiceError) -> [Group] {
        let known = try mappings(of: organization)
        guard !known.isEmpty else { return [] }
        var found: [GroupID: Group] = [:]
        for name in external { for group in known[ExactText(name)] ?? [] { found[group.id] = group } }
        return found.values.sorted {
            $0.name.key == $1.name.key
                ? $0.id < $1.id : $0.name.key.utf8.lexicographicallyPrecedes($1.name.key.utf8)
        }
    }

    private func mappings(of organization: OrganizationID) throws(ServiceError) -> [ExactText: [Group]] {
        if let known = asked.mapped[organization] { return known }
        let names = people.reduce(into: Set<String>()) { $0.formUnion($1.groups ?? []) }
        var found: [ExactText: [Group]] = [:]
        for group in try store.groups.mapped(to: names, of: organization) {
            asked.groups[group.id] = group
            for name in group.mappedExternalGroups { found[ExactText(name), default: []].append(group) }
        }
        asked.mapped[organization] = found
        return found
    }

    func group(_ id: GroupID) throws(ServiceError) -> Group? {
        if let known = asked.groups[id] { return known }
        let found = try store.groups.find(id)
        asked.groups[id] = .some(found)
        return found
    }

    func organization(_ id: OrganizationID) throws(ServiceError) -> Organization? {
        if let known = asked.organizations[id] { return known }
        let found = try store.organizations.find(id)
        asked.organizations[id] = .some(found)
        return found
    }

    func tenant(_ id: TenantID) throws(ServiceError) -> Tenant? {
        if let known = asked.tenants[id] { return known }
        let found = try store.tenants.find(id)
        asked.tenants[id] = .some(found)
        return found
    }
}
