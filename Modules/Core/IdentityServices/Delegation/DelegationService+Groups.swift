import FoundationEssentials
package import IdentityCore

extension DelegationService {
    /// Makes a group at the top of the organization.
    /// - Throws: as `GroupService.create` does; `invalidInput` naming each `permissions[n].id` that stands for nothing.
    package func createGroup(
        _ name: String, holding permissions: [NamedPermission], as caller: Caller
    ) async throws(ServiceError) -> NamedGroup {
        try caller.require(ResourceAction.create, onGroup: nil)
        let now = hands.clock.now(), id = GroupID(hands.ids.uuid())
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.require(ResourceAction.create, onGroup: nil)
            var command = CreateGroup(name: name, organization: current.organization)
            command.permissions = Set(try resolve(permissions, in: store, as: current).map(\.description))
            let prepared = try groups.prepare(command, id: id)
            let placed = try groups.insert(prepared, in: store, as: current.with([.manageGroups]), at: now)
            return try NamedGroup.one(placed.group, in: store)
        }
    }

    /// Gives the group these permissions.
    /// - Parameter isReplaced: which of the permissions that the group holds go for it; the others stay.
    /// - Throws: as `GroupService.edit` does; `invalidInput` as for a new one.
    package func replaceGroup(
        _ path: String, holding permissions: [NamedPermission],
        inPlaceOf isReplaced: @escaping @Sendable (Permission) -> Bool, as caller: Caller
    ) async throws(ServiceError) -> NamedGroup {
        try caller.requireFullSession()
        let now = hands.clock.now()
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let group = try target(path, for: ResourceAction.edit, in: store, as: current)
            var edit = EditGroup()
            let staying = group.permissions.filter { !isReplaced($0) }
            edit.permissions = Set(
                try resolve(permissions, in: store, as: current).union(staying).map(\.description))
            let placed = try groups.carryOut(
                groups.prepare(edit), on: .id(group.id), in: store, as: current.with([.manageGroups]), at: now)
            return try NamedGroup.one(placed.group, in: store)
        }
    }

    /// Deletes a group that no others stand below.
    /// - Returns: what it was.
    package func deleteGroup(_ path: String, as caller: Caller) async throws(ServiceError) -> NamedGroup {
        try caller.requireFullSession()
        let now = hands.clock.now()
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let group = try target(path, for: ResourceAction.delete, in: store, as: current)
            let named = try NamedGroup.one(group, in: store)
            try groups.remove(
                .id(group.id), withSubgroups: false, in: store, as: current.with([.manageGroups]), at: now)
            return named
        }
    }
}
