import IdentityCore

extension DesiredPlanning {
    /// A workspace is put away when all else is done: what is archived can be nobody's new default workspace.
    mutating func planWorkspaces(
        _ entries: ArraySlice<DesiredEntry>, in store: any StoreReading
    ) throws(ServiceError) {
        for entry in entries {
            let place = home(entry)
            try requireOrganization(entry, in: store)
            try requireMembers(entry, of: place, in: store)
            let found = try store.workspaces.find(name: entry.name, of: place)
            if let found, caller.maySee(found), caller.reaches(place, reading: .workspaces) {
                try planChange(entry, found, in: store)
            } else {
                create(entry, except: [.archived, .organization], in: place)
                if entry.fields[.archived] == .flag(true) {
                    late(
                        entry, DesiredChange(field: .archived, before: .flag(false), after: .flag(true)), in: place,
                        .made)
                }
                if entry.fields[.members] == nil {
                    refuse(entry, "members", .missing, "A new workspace needs a member who is its owner.")
                }
            }
        }
    }

    private mutating func planChange(
        _ entry: DesiredEntry, _ found: Workspace, in store: any StoreReading
    ) throws(ServiceError) {
        let current = try store.desired(found), place = found.organization
        let target = DesiredStep.Target.workspace(found.id, version: found.version)
        let archives = entry.fields[.archived] == .flag(true) && !found.isArchived
        let ignored: Set<DesiredField> = archives ? [.archived, .organization] : [.organization]
        if archives {
            late(entry, DesiredChange(field: .archived, before: .flag(false), after: .flag(true)), in: place, target)
        }
        if !archives || !comparison.changes(entry, current, except: ignored).isEmpty {
            compare(entry, current, except: ignored, name: found.name, in: place, target)
        }
    }

    private mutating func requireMembers(
        _ entry: DesiredEntry, of organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) {
        guard let members = entry.fields[.members]?.members else { return }
        var keys: Set<String> = []
        for login in members.keys.sorted() {
            let key = comparison.key(login)
            if !keys.insert(key).inserted {
                refuse(entry, "members.\(login)", .duplicate, "This user stands here twice.")
            }
            if let wished = names.users[key] {
                if let wished, wished != organization { refuseUnknown(entry, "members.\(login)", .user, login) }
            } else {
                let found = pruned.contains(.users) ? nil : try user(login, in: store)
                if found?.organization != organization {
                    refuseUnknown(entry, "members.\(login)", .user, login)
                }
            }
        }
        if !members.values.contains(.owner) {
            refuse(entry, "members", .missing, "A workspace keeps at least one owner.")
        }
    }
}
