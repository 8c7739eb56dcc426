import FoundationEssentials
package import IdentityCore

extension DesiredStateService {
    /// Does one step of a plan, and nothing when what it is about has moved on from what the plan was made of.
    /// - Throws: what the service throws that does it; `conflict(.versionMoved)`.
    package func apply(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        try caller.requireFullSession()
        switch step.section {
        case .organizations: try await applyToOrganization(step, as: caller)
        case .tenants: try await applyToTenant(step, as: caller)
        case .clients: try await applyToClient(step, as: caller)
        case .roles: try await applyToRole(step, as: caller)
        case .groups: try await applyToGroup(step, as: caller)
        case .users: try await applyToUser(step, as: caller)
        case .workspaces: try await applyToWorkspace(step, as: caller)
        }
    }

    private func applyToOrganization(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        switch (step.act, step.target) {
        case (.delete, .organization(let id, let version)):
            try await organizations.delete(id, ifVersion: version, as: caller)
        case (.change, .organization(let id, let version)):
            guard let name = step.text(.name) else { return }
            _ = try await organizations.edit(id, name: name, ifVersion: version, as: caller)
        default:
            _ = try await organizations.create(CreateOrganization(id: step.name, name: step.text(.name)), as: caller)
        }
    }

    private func applyToTenant(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        switch (step.act, step.target) {
        case (.delete, .tenant(let id, let version)):
            try await tenants.delete(id, ifVersion: version, as: caller)
        case (.change, .tenant(let id, let version)):
            guard let name = step.text(.name) else { return }
            _ = try await tenants.edit(id, name: name, ifVersion: version, as: caller)
        default:
            _ = try await tenants.create(
                CreateTenant(id: step.name, organization: step.organization, name: step.text(.name)), as: caller)
        }
    }

    private func applyToClient(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        switch (step.act, step.target) {
        case (.delete, .client(let id, let version)):
            try await clients.delete(id, ifVersion: version, as: caller)
        case (.change, .client(let id, let version)):
            var edit = EditClient()
            edit.name = step.text(.name)
            edit.about = step.text(.about)
            edit.isEnabled = step.flag(.enabled)
            edit.ifVersion = version
            _ = try await clients.edit(id, edit, as: caller)
        default:
            let command = CreateClient(
                id: step.name, name: step.text(.name), about: step.text(.about) ?? "",
                isEnabled: step.flag(.enabled) ?? true)
            _ = try await clients.create(command, as: caller)
        }
    }

    private func applyToRole(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        let reach = step.text(.reach).flatMap(Reach.init(rawValue:))
        switch (step.act, step.target) {
        case (.delete, .role(let role, let version)):
            try await roles.delete(role, ifVersion: version, as: caller)
        case (.change, .role(let role, let version)):
            var edit = EditRole()
            edit.about = step.text(.about)
            edit.reach = reach
            edit.permissions = step.names(.permissions)
            edit.ifVersion = version
            _ = try await roles.edit(role, edit, as: caller)
        default:
            let role = Role(rawValue: step.name)
            var command = CreateRole(name: role.name, client: role.client)
            command.about = step.text(.about) ?? ""
            command.reach = reach ?? command.reach
            command.permissions = step.names(.permissions) ?? []
            _ = try await roles.create(command, as: caller)
        }
    }

    private func applyToGroup(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        let path = DesiredComparison.path(step.name)
        switch (step.act, step.target) {
        case (.delete, .group(let id, let version)):
            try await groups.delete(.id(id), ifVersion: version, as: caller)
        case (.change, .group(let id, let version)):
            var edit = EditGroup()
            if step.value(.movedFrom) != nil {
                edit.name = path.last
                edit.parent = path.count > 1 ? .set(.path(path.dropLast())) : .clear
            }
            edit.about = step.text(.about)
            edit.roles = step.names(.roles)
            edit.permissions = step.names(.permissions)
            edit.mappedExternalGroups = step.names(.mappedExternalGroups)
            edit.ifVersion = version
            _ = try await groups.edit(.id(id), edit, as: caller)
        default:
            var command = CreateGroup(
                name: path.last ?? "", parent: path.count > 1 ? .path(path.dropLast()) : nil,
                organization: step.organization)
            command.about = step.text(.about) ?? ""
            command.roles = step.names(.roles) ?? []
            command.permissions = step.names(.permissions) ?? []
            command.mappedExternalGroups = step.names(.mappedExternalGroups) ?? []
            _ = try await groups.create(command, as: caller)
        }
    }
}
