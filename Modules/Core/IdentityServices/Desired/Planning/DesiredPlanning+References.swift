import IdentityCore

extension DesiredPlanning {
    /// Whether there will be such an organization within the caller's reach.
    func isThere(
        _ id: OrganizationID, for right: Right, in store: any StoreReading
    ) throws(ServiceError) -> Bool {
        if names.contains(.organizations, id.rawValue) { return true }
        guard caller.reaches(id, with: right), try store.organizations.find(id) != nil else { return false }
        return !pruned.contains(.organizations) || id == .standard
    }

    mutating func requireOrganization(_ entry: DesiredEntry, in store: any StoreReading) throws(ServiceError) {
        guard let name = entry.text(.organization),
            try !isThere(OrganizationID(rawValue: name), for: entry.section.readingRight, in: store)
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
        if state[.roles].contains(where: { $0.name == role.rawValue }) { return true }
        // What is held is the name to the letter.
        return !pruned.contains(.roles) && roles[comparison.key(role.rawValue)]?.role == role
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
        guard !path.isEmpty, path.count <= Group.maximumDepth else { return nil }
        for name in path {
            found = try store.groups.find(key: comparison.key(name), below: found?.id, of: organization)
            if found == nil { return nil }
        }
        return found
    }

    func user(_ login: String, in store: any StoreReading) throws(ServiceError) -> User? {
        guard let reference = UserSelector.login(login).reference(using: comparison.text),
            let user = try store.users.find(reference), caller.reaches(user.organization, with: .readUsers)
        else { return nil }
        return user
    }
}
