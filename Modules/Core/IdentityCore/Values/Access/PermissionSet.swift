/// What somebody may do within one reach: Gatehouse's own rights as bits, everything else as permissions.
package struct PermissionSet: Hashable, Sendable {
    package private(set) var rights: Rights
    /// Of other types, or on single resources.
    package private(set) var permissions: Set<Permission>
    /// Whether every permission of a type that is not Gatehouse's own is held, and every single workspace.
    package private(set) var coversForeignTypes: Bool

    package init(_ rights: Rights = [], permissions: Set<Permission> = [], coversForeignTypes: Bool = false) {
        self.rights = rights
        self.permissions = []
        self.coversForeignTypes = coversForeignTypes
        for permission in permissions { insert(permission) }
    }

    package static let everything = PermissionSet(.all, coversForeignTypes: true)

    package var isEmpty: Bool { rights.isEmpty && permissions.isEmpty && !coversForeignTypes }

    package mutating func insert(_ permission: Permission) {
        if permission.id == nil, let known = Right.ofType[permission.type] {
            guard let action = permission.action else { return rights = rights.union(known) }
            if let right = Right(rawValue: "\(permission.type):\(action)") { rights = rights.union([right]) }
        } else {
            permissions.insert(permission)
        }
    }

    package mutating func formUnion(_ other: PermissionSet) {
        rights = rights.union(other.rights)
        permissions.formUnion(other.permissions)
        coversForeignTypes = coversForeignTypes || other.coversForeignTypes
    }

    /// Whether it may be done. What holding the permission would give is another question: see `carries`.
    package func covers(_ wanted: Permission) -> Bool {
        if let known = Right.ofType[wanted.type] {
            if let action = wanted.action {
                if let right = Right(rawValue: "\(wanted.type):\(action)"), rights.contains(right) { return true }
            } else if known.isSubset(of: rights) {
                return true
            }
        } else if coversForeignTypes {
            return true
        }
        return permissions.contains { $0.covers(wanted) }
    }

    /// Whether everything that `other` holds is held here too, and everything that follows from holding it.
    package func covers(_ other: PermissionSet) -> Bool {
        other.rights.isSubset(of: rights) && (coversForeignTypes || !other.coversForeignTypes)
            && other.permissions.allSatisfy(carries)
    }

    /// Whether holding the permission gives nothing beyond this set. One on a single workspace is membership, which
    /// opens what is in the workspace: the rights over all workspaces, which open only the room, don't carry it alone.
    private func carries(_ held: Permission) -> Bool {
        guard held.type == Right.readWorkspaces.type, held.id != nil else { return covers(held) }
        if coversForeignTypes || rights.contains(.manageResources) { return covers(held) }
        return permissions.contains { $0.covers(held) }
    }

    /// What both allow, and nothing that would follow from holding it without being allowed by both.
    package func intersection(_ other: PermissionSet) -> PermissionSet {
        let common = permissions.filter(other.carries).union(other.permissions.filter(carries))
        return PermissionSet(
            rights.intersection(other.rights), permissions: common,
            coversForeignTypes: coversForeignTypes && other.coversForeignTypes)
    }

    package func subtracting(_ rights: Rights) -> PermissionSet {
        PermissionSet(
            self.rights.subtracting(rights), permissions: permissions, coversForeignTypes: coversForeignTypes)
    }

    /// Without the permissions that name this one thing.
    package func subtracting(on thing: Permission) -> PermissionSet {
        PermissionSet(
            rights, permissions: permissions.filter { !thing.covers($0) }, coversForeignTypes: coversForeignTypes)
    }

    /// What is held on resources of one type, in order.
    package func listed(ofType type: String) -> [Permission] {
        let own = (Right.ofType[type] ?? []).intersection(rights)
        let named = permissions.filter { $0.type == type }
        guard !own.isEmpty else { return named.count < 2 ? Array(named) : named.sorted() }
        return (Right.sorted.filter(own.contains).map(Permission.init) + named).sorted()
    }

    /// Everything held, as text in the order of `listed`.
    package var listedTexts: [String] {
        let own = Right.sorted.filter(rights.contains).map(\.rawValue)
        guard !permissions.isEmpty else { return own }
        return (own + permissions.map(\.description)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// One permission for each thing held; the foreign types, being without end, are left out.
    package var listed: [Permission] {
        (Right.allCases.filter(rights.contains).map(Permission.init) + permissions).sorted()
    }
}
