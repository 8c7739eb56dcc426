import IdentityCore

extension DesiredPlanning {
    mutating func planGroups(in store: any StoreReading) throws(ServiceError) {
        for entry in state[.groups] {
            try requireOrganization(entry, in: store)
            try planGroup(entry, above: [], parent: nil, isParentThere: true, of: home(entry), in: store)
        }
    }

    /// - Parameters:
    ///   - above: the names of the groups above, from the top down.
    ///   - parent: the group above that is there now.
    ///   - isParentThere: whether there is one now, or none is meant.
    private mutating func planGroup(
        _ entry: DesiredEntry, above: [String], parent: GroupID?, isParentThere: Bool, of organization: OrganizationID,
        in store: any StoreReading
    ) throws(ServiceError) {
        guard above.count < Group.maximumDepth else { return }
        requireRoles(entry)
        let path = above + [entry.name], shown = path.joined(separator: "/")
        var found: Group?
        if isParentThere, caller.reaches(organization, reading: .groups) {
            found = try store.groups.find(key: comparison.key(entry.name), below: parent, of: organization)
        }
        var moves: [DesiredChange] = []
        if let from = entry.text(.movedFrom).map(DesiredComparison.path) {
            let isMovable = requireMovable(entry, from: from, to: path, of: organization)
            if isMovable, found == nil, let moved = try group(from, of: organization, in: store) {
                found = moved
                moves = [
                    DesiredChange(
                        field: .movedFrom, before: .text(from.joined(separator: "/")), after: .text(shown))
                ]
            }
        }
        let ignored: Set<DesiredField> = [.organization, .movedFrom]
        if let found {
            // Two names of one place are told already.
            if !namedGroups.insert(found.id).inserted, !moves.isEmpty {
                refuse(entry, "movedFrom", .duplicate, "This group is named at another place too.")
            }
            let changes = moves + comparison.changes(entry, found.desired, except: ignored)
            if changes.isEmpty {
                unchanged += 1
            } else {
                steps.append(
                    DesiredStep(
                        act: .change, section: .groups, name: shown, organization: organization, place: entry.place,
                        changes: changes, target: .group(found.id, version: found.version)))
            }
        } else {
            create(entry, except: ignored, name: shown, in: organization)
        }
        for child in entry.children {
            if child.text(.organization) != nil {
                refuse(child, "organization", .reserved, "A group is in the organization of the group above it.")
            }
            try planGroup(
                child, above: path, parent: found?.id, isParentThere: found != nil, of: organization, in: store)
        }
    }

    private mutating func requireMovable(
        _ entry: DesiredEntry, from: [String], to path: [String], of organization: OrganizationID
    ) -> Bool {
        let old = from.map(comparison.key), new = path.map(comparison.key)
        if old == new {
            refuse(entry, "movedFrom", .reserved, "The group stands there already.")
        } else if new.starts(with: old) {
            refuse(entry, "movedFrom", .malformed, "A group can't stand above itself.")
        } else if names.containsGroup(from, of: organization) {
            refuse(entry, "movedFrom", .duplicate, "The group that was moved away stands here at its old place too.")
        } else {
            return true
        }
        return false
    }
}
