import FoundationEssentials
package import IdentityCore

extension WorkspaceService {
    /// The workspace that the user works in unless told otherwise; `nil` when there is none, or the user is no longer a
    /// member. One's own, or with the right to manage users somebody else's.
    package func defaultWorkspace(of user: UserSelector, as caller: Caller) async throws(ServiceError) -> Workspace? {
        try caller.requireFullSession()
        let reference = try reference(user)
        return try await storage.read(.point) { store in
            let user = try target(reference, in: store, as: caller)
            guard let id = user.defaultWorkspace,
                try store.workspaces.membership(of: user.id, in: id) != nil,
                let workspace = try store.workspaces.find(id), caller.maySee(workspace)
            else { return nil }
            return workspace
        }
    }

    /// - Parameter selector: a workspace that the user is a member of; `nil` for none.
    /// - Throws: `notFound(.workspace)` for one that the user is no member of; `conflict(.archived)`.
    package func setDefaultWorkspace(
        of user: UserSelector, to selector: WorkspaceSelector?, as caller: Caller
    ) async throws(ServiceError) {
        try caller.requireFullSession()
        let now = hands.clock.now()
        let reference = try reference(user)
        try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let user = try target(reference, in: store, as: current)
            if user.id != current.userID || current.isUnderScopes {
                try current.requireDominance(over: Authorization.grants(of: user, in: store))
            }
            let workspace = try selector.map { try current.visible($0, in: store) }
            if let workspace {
                guard try store.workspaces.membership(of: user.id, in: workspace.id) != nil else {
                    throw ServiceError.notFound(.workspace)
                }
                guard !workspace.isArchived else { throw ServiceError.conflict(.archived(.workspace)) }
            }
            try setDefault(workspace?.id, of: user, in: store, as: current, at: now)
        }
    }

    func setDefault(
        _ workspace: WorkspaceID?, of user: User, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        guard user.defaultWorkspace != workspace else { return }
        var user = user
        user.defaultWorkspace = workspace
        user.version += 1
        user.updatedAt = now
        try store.userWrites.replace(user)
        try store.auditWrites.append(
            caller.entry(
                .defaultWorkspaceSet, on: .user(user), at: now, in: user.organization, detail: workspace?.description))
    }

    /// Oneself, unless by a key that is limited to other things; somebody else with the right to manage users.
    private func target(
        _ reference: UserReference, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> User {
        let user = try store.users.find(reference)
        if let user, user.id == caller.userID, !caller.isUnderScopes { return user }
        try caller.require(.manageUsers)
        guard let user, caller.reaches(user.organization, with: .manageUsers) else { throw .notFound(.user) }
        return user
    }
}

extension Caller {
    fileprivate var isUnderScopes: Bool {
        if case .key(let key)? = account?.proof { key.scopes != nil } else { false }
    }
}
