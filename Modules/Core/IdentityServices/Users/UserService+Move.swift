import FoundationEssentials
import IdentityCore

extension UserService {
    /// What somebody had in the organization left behind, nobody of the new one gave them.
    func move(
        _ user: inout User, _ edit: EditUser, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        let from = user.organization
        guard edit.tenant != nil || edit.organization.map({ $0 != from }) ?? false else { return }
        let organization = edit.organization ?? (edit.tenant == nil ? from : nil)
        try place(&user, UserPlacement(organization: organization, tenant: edit.tenant), in: store, as: caller)
        guard user.organization != from else { return }
        for group in try store.groups.memberships(of: user.id).keys {
            _ = try store.groupWrites.removeMember(user.id, from: group)
        }
        for membership in try store.workspaces.memberships(of: user.id) {
            _ = try store.workspaceWrites.removeMember(user.id, from: membership.workspace)
        }
        var keys = AccessKeyQuery(user: user.id, limit: 100)
        while true {
            let page = try store.accessKeys.list(keys)
            for key in page { try store.accessKeyWrites.remove(key.id) }
            guard page.count == keys.limit, let last = page.last else { break }
            keys.after = AccessKeyPosition(key: last.name.key, id: last.id)
        }
        try leaveResources(of: user.id, in: from, in: store, at: now)
        _ = try store.sessionWrites.removeAll(of: user.id, except: nil)
        if var invitation = try store.invitations.find(of: user.id) {
            invitation.organization = user.organization
            try store.invitationWrites.replace(invitation)
        }
        user.defaultWorkspace = nil
    }

    /// What the user owned stays where it is, without an owner.
    private func leaveResources(
        of user: UserID, in organization: OrganizationID, in store: any StoreWriting, at now: Date
    ) throws(ServiceError) {
        var owned = ResourceQuery(organization: organization, owner: user, limit: 100)
        while true {
            let page = try store.resources.list(owned)
            for var resource in page {
                resource.owner = nil
                resource.version += 1
                resource.updatedAt = now
                try store.resourceWrites.replace(resource)
            }
            guard page.count == owned.limit, let last = page.last else { return }
            owned.after = ResourcePosition(last)
        }
    }
}
