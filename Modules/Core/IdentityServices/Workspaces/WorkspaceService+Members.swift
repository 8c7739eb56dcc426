import FoundationEssentials
package import IdentityCore

/// A member of a workspace as other members see them.
package struct WorkspaceMember: Hashable, Sendable {
    package let membership: WorkspaceMembership
    package let login: Login
    package let displayName: DisplayName
}

extension WorkspaceService {
    /// By id of the user; for everybody who sees the workspace.
    package func members(
        of selector: WorkspaceSelector, after: UserID? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [WorkspaceMember] {
        try caller.requireFullSession()
        return try await storage.read(.scan) { store in
            let workspace = try caller.visible(selector, in: store)
            return try store.workspaces.members(of: workspace.id, after: after, limit: limit).map { membership in
                let user = try store.users.require(.id(membership.user))
                return WorkspaceMember(membership: membership, login: user.login, displayName: user.displayName)
            }
        }
    }

    /// All memberships: that of whoever made the workspace first, then in the order in which they began.
    package func joined(
        _ selector: WorkspaceSelector, as caller: Caller
    ) async throws(ServiceError) -> [WorkspaceMembership] {
        try caller.requireFullSession()
        return try await storage.read(.scan) { store in
            let workspace = try caller.visible(selector, in: store)
            var members: [WorkspaceMembership] = [], after: UserID?
            while true {
                let page = try store.workspaces.members(of: workspace.id, after: after, limit: 500)
                members += page
                guard page.count == 500 else { break }
                after = page.last?.user
            }
            func isMaker(_ member: WorkspaceMembership) -> Bool { member.user == workspace.createdBy }
            return members.sorted { first, second in
                if isMaker(first) != isMaker(second) { return isMaker(first) }
                return first.since == second.since ? first.user < second.user : first.since < second.since
            }
        }
    }

    /// Takes a user of the workspace's organization in, or changes the role of somebody who is in already.
    /// - Parameter name: the same user by another name; when the two mean different people, nobody is meant.
    /// - Throws: `notFound(.user)` also for somebody of another organization; `forbidden` for a collaborator, and for a
    ///   manager of workspaces who lacks the rights over resources that a member has; `conflict(.lastOwner)`.
    package func setMember(
        _ user: UserSelector, alsoNamed name: UserSelector? = nil, of selector: WorkspaceSelector,
        to role: WorkspaceRole, as caller: Caller
    ) async throws(ServiceError) -> WorkspaceMember {
        try caller.requireFullSession()
        let now = hands.clock.now()
        let reference = try reference(user),
            other = try name.map { (name) throws(ServiceError) in try self.reference(name) }
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let workspace = try current.managed(selector, in: store)
            guard let user = try store.users.find(reference, alsoNamed: other),
                user.organization == workspace.organization
            else { throw ServiceError.notFound(.user) }
            let before = try store.workspaces.membership(of: user.id, in: workspace.id)
            try requireStanding(for: [role, before?.role].compactMap(\.self), in: workspace, as: current)
            let membership = WorkspaceMembership(
                workspace: workspace.id, user: user.id, role: role, since: before?.since ?? now)
            if before != membership {
                try store.workspaceWrites.put(membership)
                try requireOwner(of: workspace, in: store)
                let detail = "\(role.rawValue): \(user.login)"
                try store.auditWrites.append(
                    current.entry(
                        .workspaceMemberSet, on: .workspace(workspace), at: now, in: workspace.organization,
                        detail: detail))
            }
            return WorkspaceMember(membership: membership, login: user.login, displayName: user.displayName)
        }
    }

    /// Takes a user out; whose default workspace it was has none then. Everybody may leave.
    /// - Returns: whether the user was a member.
    /// - Throws: `conflict(.lastOwner)`, and as `setMember` does.
    @discardableResult
    package func removeMember(
        _ user: UserSelector, alsoNamed name: UserSelector? = nil, of selector: WorkspaceSelector, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        try caller.requireFullSession()
        let now = hands.clock.now()
        let reference = try reference(user),
            other = try name.map { (name) throws(ServiceError) in try self.reference(name) }
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let workspace = try current.visible(selector, in: store)
            let user = try store.users.find(reference, alsoNamed: other)
            if user == nil || user?.id != current.userID { _ = try current.managed(.id(workspace.id), in: store) }
            guard let user, user.organization == workspace.organization else { throw ServiceError.notFound(.user) }
            guard let before = try store.workspaces.membership(of: user.id, in: workspace.id) else { return false }
            if user.id != current.userID { try requireStanding(for: [before.role], in: workspace, as: current) }
            _ = try store.workspaceWrites.removeMember(user.id, from: workspace.id)
            try requireOwner(of: workspace, in: store)
            try store.auditWrites.append(
                current.entry(
                    .workspaceMemberRemoved, on: .workspace(workspace), at: now, in: workspace.organization,
                    detail: user.login.display))
            if user.defaultWorkspace == workspace.id {
                try setDefault(nil, of: user, in: store, as: current, at: now)
            }
            return true
        }
    }

    /// Who gives or takes a membership holds what it gives: the workspace, and the power over what is in it.
    private func requireStanding(
        for roles: [WorkspaceRole], in workspace: Workspace, as caller: Caller
    ) throws(ServiceError) {
        let whole = Permission("workspaces", id: workspace.id.description)
        let isOwner =
            caller.organization == workspace.organization
            && caller.grants.inOrganization.permissions.contains { $0.covers(whole) }
        if isOwner || caller.reaches(workspace.organization, with: .manageResources) {
            for role in roles {
                try caller.requireDominance(over: workspace.grants(of: role))
            }
        } else {
            throw .forbidden(.missingRight(.manageResources))
        }
    }

    private func requireOwner(of workspace: Workspace, in store: any StoreReading) throws(ServiceError) {
        guard try store.workspaces.countOwners(of: workspace.id) > 0 else { throw .conflict(.lastOwner) }
    }
}

extension UserReading {
    /// - Returns: `nil` when the two references are not of one user.
    fileprivate func find(_ reference: UserReference, alsoNamed other: UserReference?) throws(ServiceError) -> User? {
        let user = try find(reference)
        if let other, try find(other)?.id != user?.id { return nil }
        return user
    }
}
