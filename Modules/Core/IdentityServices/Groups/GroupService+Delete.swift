import FoundationEssentials
package import IdentityCore

extension GroupService {
    /// Deletes the group. Members keep their accounts and lose what the group gave them.
    /// - Parameter withSubgroups: also deletes everything below; without it, a group that others stand below stays.
    /// - Throws: `conflict(.notEmpty(.group))`, `conflict(.lastAdministrator)`, `conflict(.versionMoved)`,
    ///   `forbidden(.targetIsStronger)`, `notFound`.
    package func delete(
        _ selector: GroupSelector, withSubgroups: Bool = false, ifVersion: Int? = nil, as caller: Caller
    ) async throws(ServiceError) {
        try caller.require(.manageGroups)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageGroups, in: store, at: now)
            try remove(
                selector, withSubgroups: withSubgroups, ifVersion: ifVersion, in: store, as: current, at: now)
        }
    }

    func remove(
        _ selector: GroupSelector, withSubgroups: Bool, ifVersion: Int? = nil, in store: any StoreWriting,
        as caller: Caller, at now: Date
    ) throws(ServiceError) {
        let group = try ownTarget(selector, in: store, as: caller)
        try requireVersion(ifVersion, of: group)
        let tree = try GroupTree(group, in: store)
        guard withSubgroups || tree.ids.count == 1 else { throw .conflict(.notEmpty(.group)) }
        let grants = try tree.grants(in: store)
        try caller.requireDominance(over: grants)
        for gone in tree.fromTheBottom {
            try store.groupWrites.remove(gone.id)
            try store.auditWrites.append(caller.entry(.groupDeleted, on: .group(gone), at: now, in: gone.organization))
        }
        if grants.areUnlimited { try Authorization.requireAdministrator(in: store) }
    }
}
