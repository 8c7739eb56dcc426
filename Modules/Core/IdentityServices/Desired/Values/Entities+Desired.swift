import FoundationEssentials
import IdentityCore

/// What is there, in the terms of a wish: compared with one, and exported as one.
typealias DesiredFields = [DesiredField: DesiredValue]

extension DesiredValue {
    fileprivate init(_ text: String?) { self = text.map(DesiredValue.text) ?? .empty }
}

extension Organization {
    var desired: DesiredFields { [.name: .text(name)] }
}

extension Tenant {
    var desired: DesiredFields { [.organization: .text(organization.rawValue), .name: .text(name)] }
}

extension Client {
    var desired: DesiredFields { [.name: .text(name), .about: .text(about), .enabled: .flag(isEnabled)] }
}

extension RoleDefinition {
    var desired: DesiredFields {
        [
            .about: .text(about), .reach: .text(reach.rawValue),
            .permissions: .names(permissions.sorted().map(\.description)),
        ]
    }
}

extension Group {
    /// Without the organization, which stands at the topmost group only.
    var desired: DesiredFields {
        [
            .about: .text(about), .roles: .names(roles.sorted().map(\.rawValue)),
            .permissions: .names(permissions.sorted().map(\.description)),
            .mappedExternalGroups: .names(mappedExternalGroups.sorted()),
        ]
    }
}

extension User {
    /// - Parameters:
    ///   - groups: paths of those that the user was assigned to.
    ///   - workspace: the name of the default one.
    func desired(groups: [String], workspace: String?) -> DesiredFields {
        [
            .organization: .text(organization.rawValue), .tenant: .text(tenant.rawValue),
            .displayName: .text(displayName.display), .givenName: DesiredValue(givenName),
            .familyName: DesiredValue(familyName), .email: DesiredValue(email?.display),
            .emailVerified: .flag(isEmailVerified), .enabled: .flag(isEnabled), .source: .text(source.rawValue),
            .externalID: DesiredValue(externalID), .profile: DesiredValue(profile),
            .trial: trial.map(DesiredValue.trial) ?? .empty,
            .validUntil: validUntil.map(DesiredValue.time) ?? .empty,
            .roles: .names(roles.sorted().map(\.rawValue)), .groups: .names(groups),
            .defaultWorkspace: DesiredValue(workspace),
        ]
    }
}

extension Workspace {
    func desired(members: [String: WorkspaceRole]) -> DesiredFields {
        [
            .organization: .text(organization.rawValue), .archived: .flag(isArchived), .members: .members(members),
        ]
    }
}

extension StoreReading {
    func desired(_ user: User) throws(ServiceError) -> DesiredFields {
        let memberships = try groups.memberships(of: user.id).filter { $0.value == .assigned }
        var paths: [String] = []
        if !memberships.isEmpty {
            let lineage = try groups.lineage(of: Set(memberships.keys))
            let known = Dictionary(lineage.map { ($0.id, $0) }) { first, _ in first }
            paths = lineage.filter { memberships[$0.id] != nil }.map { PlacedGroup($0, among: known).path }.sorted()
        }
        let workspace = try user.defaultWorkspace.flatMap { id throws(ServiceError) in try workspaces.find(id) }
        return user.desired(groups: paths, workspace: workspace?.name)
    }

    func desired(_ workspace: Workspace) throws(ServiceError) -> DesiredFields {
        var found: [String: WorkspaceRole] = [:], after: UserID?
        while true {
            let page = try workspaces.members(of: workspace.id, after: after, limit: 500)
            for member in page { found[try users.require(.id(member.user)).login.display] = member.role }
            guard page.count == 500, let last = page.last else { break }
            after = last.user
        }
        return workspace.desired(members: found)
    }
}
