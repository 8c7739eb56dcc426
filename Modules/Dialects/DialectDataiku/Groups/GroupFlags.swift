import IdentityCore
import IdentityServices

/// The flags of a group. `mayXxx` is the permission `dataiku:mayXxx`, `admin` a role that administers.
enum GroupFlags {
    private static let type = DataikuDialect.name
    /// Those that every group shows.
    static let known = [
        "mayManageUDM", "mayCreateProjects", "mayCreateProjectsFromMacros", "mayCreateProjectsFromTemplates",
        "mayCreateProjectsFromDataikuApps", "mayWriteUnsafeCode", "mayWriteSafeCode",
        "mayCreateAuthenticatedConnections", "mayCreateCodeEnvs", "mayCreateClusters", "mayDevelopPlugins",
        "mayEditLibFolders", "mayManageCodeEnvs", "mayManageClusters", "mayViewIndexedHiveConnections",
        "mayCreatePublishedAPIServices", "mayWriteInRootProjectFolder", "mayCreateActiveWebContent",
    ]
    /// What `admin: true` gives; the others count as it, and go with it.
    static let role = Role.admin
    private static let roles: Set<Role> = [.admin, .orgAdmin, .superAdmin]

    static func permission(_ flag: String) -> Permission { Permission(type, action: flag) }

    /// - Returns: `nil` for another permission than that of a flag.
    static func name(_ permission: Permission) -> String? {
        guard permission.type == type, permission.id == nil, let action = permission.action, isFlag(action) else {
            return nil
        }
        return action
    }

    static func isFlag(_ key: String) -> Bool { key.hasPrefix("may") && Permission.isWord(key) }

    static func isAdmin(_ group: Group) -> Bool { !group.roles.isDisjoint(with: roles) }

    /// Whether somebody administers at least the own organization.
    static func isAdmin(_ grants: Grants) -> Bool {
        guard let wanted = Role.builtIn[.orgAdmin]?.grants else { return false }
        return grants.onServer.covers(wanted) || grants.inOrganization.covers(wanted)
    }

    /// Those that the group sets itself, and all known ones.
    static func all(of group: Group) -> [(name: String, isSet: Bool)] {
        let set = PermissionSet(permissions: group.permissions)
        let own = Set(group.permissions.compactMap(name)).subtracting(known).sorted()
        return (known + own).map { ($0, set.covers(permission($0))) }
    }

    static func roles(of group: Group?, isAdmin: Bool) -> Set<String> {
        let present = group?.roles ?? []
        if isAdmin { return Set((present.isDisjoint(with: roles) ? present.union([role]) : present).map(\.rawValue)) }
        return Set(present.subtracting(roles).map(\.rawValue))
    }

    /// The permissions of the group with these flags changed; those that are no flags stay.
    static func permissions(of group: Group?, changing flags: [String: Bool]) -> Set<String> {
        let present = group?.permissions ?? []
        let changed = flags.filter { PermissionSet(permissions: present).covers(permission($0.key)) != $0.value }
        guard !changed.isEmpty else { return Set(present.map(\.description)) }
        // Spelt out one by one, so that one can be taken away.
        var set = group.map { Set(all(of: $0).filter(\.isSet).map(\.name)) } ?? []
        for (name, isSet) in changed { if isSet { set.insert(name) } else { set.remove(name) } }
        let others = present.filter { $0.type != type || $0.id != nil }
        return Set(others.union(set.map(permission)).map(\.description))
    }
}
