import FoundationEssentials
import IdentityCore

/// Users and workspaces may be many: they are gone through page by page.
extension DesiredPlanning {
    /// - Returns: where the next page begins; `nil` behind the last one.
    mutating func pruneWorkspaces(after: Int64?, in store: any StoreReading) throws(ServiceError) -> Int64? {
        let page = try store.workspaces.list(
            WorkspaceQuery(
                organization: try caller.place(reading: .workspaces), after: after, limit: DesiredStateService.pageSize)
        )
        for workspace in page
        where caller.maySee(workspace) && !names.contains(.workspaces, workspace.name, of: workspace.organization) {
            delete(
                .workspaces, workspace.name, in: workspace.organization,
                .workspace(workspace.id, version: workspace.version))
        }
        return page.count == DesiredStateService.pageSize ? page.last?.number : nil
    }

    /// Users of another source than the local one come and go with their source.
    /// - Returns: where the next page begins; `nil` behind the last one.
    mutating func pruneUsers(after: UserPosition?, in store: any StoreReading) throws(ServiceError) -> UserPosition? {
        let query = UserQuery(
            organization: try caller.place(reading: .users), after: after, limit: DesiredStateService.pageSize)
        let page = try store.users.list(query)
        for user in page where !names.contains(.users, user.login.display) {
            if user.source == .local {
                delete(.users, user.login.display, in: user.organization, .user(user.id, version: user.version))
            } else {
                kept.append(KeptThing(section: .users, name: user.login.display, reason: .otherSource))
            }
        }
        return page.count == query.limit ? page.last?.position(in: query.sort) : nil
    }

    /// Somebody is left who may everything, whatever the wish leaves out.
    mutating func keepLastAdministrator(in store: any StoreReading, at now: Date) throws(ServiceError) {
        let gone = Set(deletions.compactMap(\.deletedUser))
        do throws(ServiceError) {
            try Authorization.requireAdministrator(in: store, without: gone)
        } catch {
            guard error == .conflict(.lastAdministrator) else { throw error }
            var strong: Set<UserID> = []
            for id in gone {
                guard let user = try store.users.find(.id(id)), user.isOpen(at: now),
                    try Authorization.grants(of: user, in: store).areUnlimited
                else { continue }
                strong.insert(id)
                kept.append(KeptThing(section: .users, name: user.login.display, reason: .lastAdministrator))
            }
            deletions.removeAll { step in step.deletedUser.map(strong.contains) ?? false }
        }
    }
}

extension DesiredStep {
    fileprivate var deletedUser: UserID? {
        if case .user(let id, _) = target, act == .delete { id } else { nil }
    }
}
