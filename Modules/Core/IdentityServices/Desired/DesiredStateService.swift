import FoundationEssentials
package import IdentityCore

/// The state of a house as somebody wishes it, in one text: what has to be done for it, doing it, and what is there in the
/// same terms. Each step goes through the service it belongs to, with all of that one's rules and its audit record.
package struct DesiredStateService: Sendable {
    static let pageSize = 500

    let storage: any Storage
    let organizations: OrganizationService
    let tenants: TenantService
    let clients: ClientService
    let roles: RoleService
    let groups: GroupService
    let users: UserService
    let workspaces: WorkspaceService
    let hands: ServiceHands

    /// What has to be done so that everything named is as it is wished. Reads only, page by page: of users and workspaces
    /// just the named ones, unless they are pruned.
    /// - Parameter pruned: sections whose unnamed things are deleted; never the standard organization and tenant, the
    ///   built-in roles, what another source than the local one has brought, and the last super-admin.
    /// - Throws: `invalidInput` with every problem at once; `forbidden` for whoever may not read what is spoken of.
    package func plan(
        _ state: DesiredState, pruning pruned: Set<DesiredSection> = [], as caller: Caller
    ) async throws(ServiceError) -> DesiredPlan {
        try caller.requireFullSession()
        for section in DesiredSection.allCases where state.names(section) || pruned.contains(section) {
            try caller.require(reading: section)
        }
        var planning = DesiredPlanning(state, pruned: pruned, as: caller, using: hands.text)
        try await advance(&planning) { planning, store throws(ServiceError) in
            try planning.planPlaces(in: store)
            try planning.planGroups(in: store)
        }
        for start in stride(from: 0, to: state[.users].count, by: Self.pageSize) {
            try await advance(&planning) { planning, store throws(ServiceError) in
                try planning.planUsers(state[.users][start...].prefix(Self.pageSize), in: store)
            }
        }
        for start in stride(from: 0, to: state[.workspaces].count, by: Self.pageSize) {
            try await advance(&planning) { planning, store throws(ServiceError) in
                try planning.planWorkspaces(state[.workspaces][start...].prefix(Self.pageSize), in: store)
            }
        }
        try await prune(&planning)
        return try planning.finished()
    }

    private func prune(_ planning: inout DesiredPlanning) async throws(ServiceError) {
        if planning.pruned.contains(.workspaces) {
            var after: Int64?
            repeat {
                let place = after
                after = try await advance(&planning) { planning, store throws(ServiceError) in
                    try planning.pruneWorkspaces(after: place, in: store)
                }
            } while after != nil
        }
        if planning.pruned.contains(.users) {
            var after: UserPosition?
            repeat {
                let place = after
                after = try await advance(&planning) { planning, store throws(ServiceError) in
                    try planning.pruneUsers(after: place, in: store)
                }
            } while after != nil
            let now = hands.clock.now()
            try await advance(&planning) { planning, store throws(ServiceError) in
                try planning.keepLastAdministrator(in: store, at: now)
            }
        }
        try await advance(&planning) { planning, store throws(ServiceError) in try planning.prunePlaces(in: store) }
    }

    private func advance<Result: Sendable>(
        _ planning: inout DesiredPlanning,
        _ work: @escaping @Sendable (inout DesiredPlanning, any StoreReading) throws(ServiceError) -> Result
    ) async throws(ServiceError) -> Result {
        let before = planning
        let (after, result) = try await storage.read(.scan) { store in
            var planning = before
            let result = try work(&planning, store)
            return (planning, result)
        }
        planning = after
        return result
    }
}
