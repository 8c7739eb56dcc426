import FoundationEssentials
package import IdentityCore

/// How a caller from outside names a workspace; a name is one within the caller's own organization.
package enum WorkspaceSelector: Hashable, Sendable {
    case id(WorkspaceID)
    case number(Int64)
    case name(String)
}

/// Workspaces: create, read, list, rename, archive, delete, members, and which one a user works in by default.
package struct WorkspaceService: Sendable {
    let storage: any Storage
    let hands: ServiceHands

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    func requireVersion(_ expected: Int?, of workspace: Workspace) throws(ServiceError) {
        guard let expected, expected != workspace.version else { return }
        throw .conflict(.versionMoved(current: workspace.version))
    }

    func reference(_ selector: UserSelector) throws(ServiceError) -> UserReference {
        guard let reference = selector.reference(using: hands.text) else { throw .notFound(.user) }
        return reference
    }
}

extension Workspace {
    /// What membership in it gives, as its own organization sees it.
    func grants(of role: WorkspaceRole) -> Grants {
        Grants(in: organization, inOrganization: PermissionSet(permissions: role.permissions(in: id)))
    }
}

extension Caller {
    /// Whether the right over all workspaces reaches it, or a membership gives the same action on this one.
    func may(_ right: Right, _ workspace: Workspace) -> Bool {
        grants.allow(
            Permission("workspaces", id: workspace.id.description, action: right.action), in: workspace.organization)
    }

    func maySee(_ workspace: Workspace) -> Bool { may(.readWorkspaces, workspace) || may(.manageWorkspaces, workspace) }

    /// Whether the caller works in it: as one of its members, on the proof that was given.
    func worksIn(_ workspace: Workspace) -> Bool {
        let collaboration = Permission("workspaces", id: workspace.id.description, action: Right.readWorkspaces.action)
        return grants.asHeld.areUnlimited
            || workspace.organization == grants.organization
                && grants.inOrganization.permissions.contains { $0.covers(collaboration) }
    }

    /// What the caller can't see is answered like what is not there.
    func visible(_ selector: WorkspaceSelector, in store: any StoreReading) throws(ServiceError) -> Workspace {
        let found: Workspace? =
            switch selector {
            case .id(let id): try store.workspaces.find(id)
            case .number(let number): try store.workspaces.find(number: number)
            case .name(let name): try store.workspaces.find(name: name, of: organization)
            }
        guard let found, maySee(found) else { throw .notFound(.workspace) }
        return found
    }

    func managed(_ selector: WorkspaceSelector, in store: any StoreReading) throws(ServiceError) -> Workspace {
        let workspace = try visible(selector, in: store)
        guard may(.manageWorkspaces, workspace) else { throw .forbidden(.missingRight(.manageWorkspaces)) }
        return workspace
    }
}
