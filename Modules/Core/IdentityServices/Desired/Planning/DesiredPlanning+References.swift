import IdentityCore

extension DesiredPlanning {
    /// Whether there will be such an organization within the caller's reach.
    private func isThere(
        _ id: OrganizationID, for section: DesiredSection, in store: any StoreReading
    ) throws(ServiceError) -> Bool {
        if names.contains(.organizations, id.rawValue) { return true }
        guard caller.reaches(id, reading: section), try store.organizations.find(id) != nil else { return false }
        return !pruned.contains(.organizations) || id == .standard
    }

    mutating func requireOrganization(_ entry: DesiredEntry, in store: any StoreReading) throws(ServiceError) {
        guard let name = entry.text(.organization),
            try !isThere(OrganizationID(rawValue: name), for: entry.section, in: store)
        else { return }
        refuseUnknown(entry, "organization", .organization, name)
    }

    mutating func requireRoles(_ entry: DesiredEntry) {
        for (index, name) in entry.names(.roles).enumerated() where !isThere(Role(rawValue: name)) {
            refuseUnknown(entry, "roles[\(index)]", .role, name)
        }
    }

    private func isThere(_ role: Role) -> Bool {
        if Role.builtIn[role] != nil { return true }
        let isNamed = names.contains(.roles, role.rawValue)
        // What is held is the name to the letter.
        if let present = roles[comparison.key(role.rawValue)], isNamed || !pruned.contains(.roles) {
            return present.role == role
        }
        return names.roles.contains(role.rawValue)
    }

    mutating func requireGroups(
        _ entry: DesiredEntry, of organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) {
        for (index, name) in entry.names(.groups).enumerated() {
            let path = DesiredComparison.path(name)
            if names.containsGroup(path, of: organization) { continue }
            if !pruned.contains(.groups), try group(path, of: organization, in: store) != nil { continue }
            refuseUnknown(entry, "groups[\(index)]", .group, name)
        }
    }

    func group(
        _ path: [String], of organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> Group? {
        var found: Group?
        guard !path.isEmpty, path.count <= Group.maximumDepth, caller.reaches(organization, reading: .groups) else {
            return nil
        }
        for name in path {
            found = try store.groups.find(key: comparison.key(name), below: found?.id, of: organization)
            if found == nil { return nil }
        }
        return found
    }

    func user(_ login: String, in store: any StoreReading) throws(ServiceError) -> User? {
        guard let reference = UserSelector.login(login).reference(using: comparison.text),
            let user = try store.users.find(reference), caller.reaches(user.organization, reading: .users)
        else { return nil }
        return user
    }
}
