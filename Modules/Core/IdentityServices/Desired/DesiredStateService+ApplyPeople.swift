import FoundationEssentials
import IdentityCore

extension DesiredStateService {
    func applyToUser(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        if let workspace = step.value(.defaultWorkspace) {
            let place = step.organization ?? caller.organization
            var selector: WorkspaceSelector?
            if let name = workspace.text { selector = .id(try await find(name, of: place, as: caller).id) }
            return try await workspaces.setDefaultWorkspace(of: .login(step.name), to: selector, as: caller)
        }
        switch (step.act, step.target) {
        case (.delete, .user(let id, let version)):
            try await users.delete(.id(id), ifVersion: version, as: caller)
        case (.change, .user(let id, let version)):
            _ = try await users.edit(.id(id), edit(step, version), as: caller)
        default: _ = try await users.create(command(step), as: caller)
        }
    }

    private func edit(_ step: DesiredStep, _ version: Int) -> EditUser {
        var edit = EditUser()
        edit.organization = step.text(.organization).map(OrganizationID.init(rawValue:))
        edit.tenant = step.text(.tenant).map(TenantID.init(rawValue:))
        edit.displayName = step.text(.displayName)
        edit.givenName = step.change(.givenName)
        edit.familyName = step.change(.familyName)
        edit.email = step.change(.email)
        edit.isEmailVerified = step.flag(.emailVerified)
        edit.isEnabled = step.flag(.enabled)
        edit.profile = step.change(.profile)
        edit.trial = step.value(.trial).map { $0.trial.map(Change.set) ?? .clear } ?? .keep
        edit.validUntil = step.value(.validUntil).map { $0.time.map(Change.set) ?? .clear } ?? .keep
        edit.roles = step.names(.roles)
        edit.groups = step.groups
        edit.ifVersion = version
        return edit
    }

    /// A new user gets no password.
    private func command(_ step: DesiredStep) -> CreateUser {
        var command = CreateUser(
            login: step.name, email: step.text(.email), displayName: step.text(.displayName),
            givenName: step.text(.givenName), familyName: step.text(.familyName),
            isEnabled: step.flag(.enabled) ?? true,
            source: step.text(.source).map(SourceID.init(rawValue:)) ?? .local, organization: step.organization,
            tenant: step.text(.tenant).map(TenantID.init(rawValue:)),
            roles: step.names(.roles) ?? [Role.member.rawValue], groups: step.groups ?? [])
        command.externalID = step.text(.externalID)
        command.isEmailVerified = step.flag(.emailVerified) ?? false
        command.profile = step.text(.profile)
        command.trial = step.value(.trial)?.trial
        command.validUntil = step.value(.validUntil)?.time
        return command
    }

    func applyToWorkspace(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        switch (step.act, step.target) {
        case (.delete, .workspace(let id, let version)):
            return try await workspaces.delete(.id(id), ifVersion: version, as: caller)
        case (.change, .workspace(let id, let version)):
            if let isArchived = step.flag(.archived) {
                _ = try await workspaces.edit(
                    .id(id), EditWorkspace(isArchived: isArchived, ifVersion: version), as: caller)
            }
            try await setMembers(step, of: id, as: caller)
        case (.change, _):
            let id = try await find(step.name, of: step.organization ?? caller.organization, as: caller).id
            _ = try await workspaces.edit(.id(id), EditWorkspace(isArchived: step.flag(.archived)), as: caller)
        default: try await create(step, as: caller)
        }
    }

    private func create(_ step: DesiredStep, as caller: Caller) async throws(ServiceError) {
        let members = step.value(.members)?.members ?? [:]
        let owner = members.keys.sorted().first { members[$0] == .owner }.map(UserSelector.login)
        let isLabel = NameRules.problem(inLabel: step.name, field: "name") == nil
        // Only a default workspace has a name that is no label; whose default it is, is another step's matter.
        var before: Workspace?
        if !isLabel, let owner { before = try await workspaces.defaultWorkspace(of: owner, as: caller) }
        let made = try await workspaces.create(
            CreateWorkspace(name: step.name, naming: isLabel ? .label : .defaultWorkspace, owner: owner), as: caller)
        if !isLabel, let owner {
            try await workspaces.setDefaultWorkspace(
                of: owner, to: before.map { .id($0.id) }, as: caller)
        }
        try await setMembers(step, of: made.id, as: caller)
    }

    /// Who comes in or owns comes first, so that there is an owner at any time.
    private func setMembers(
        _ step: DesiredStep, of workspace: WorkspaceID, as caller: Caller
    ) async throws(ServiceError) {
        guard let change = step.changes.first(where: { $0.field == .members }), let wanted = change.after.members
        else { return }
        let before = change.before.members ?? [:]
        let present = Dictionary(before.map { (hands.text.comparisonKey($0), $1) }) { first, _ in first }
        let kept = Set(wanted.keys.map(hands.text.comparisonKey))
        let order: [WorkspaceRole] = [.owner, .collaborator]
        for role in order {
            for login in wanted.keys.sorted()
            where wanted[login] == role && present[hands.text.comparisonKey(login)] != role {
                _ = try await workspaces.setMember(.login(login), of: .id(workspace), to: role, as: caller)
            }
        }
        for login in before.keys.sorted() where !kept.contains(hands.text.comparisonKey(login)) {
            try await workspaces.removeMember(.login(login), of: .id(workspace), as: caller)
        }
    }

    private func find(
        _ name: String, of organization: OrganizationID, as caller: Caller
    ) async throws(ServiceError) -> Workspace {
        try await storage.read(.point) { store in
            guard let found = try store.workspaces.find(name: name, of: organization), caller.maySee(found) else {
                throw ServiceError.notFound(.workspace)
            }
            return found
        }
    }
}

extension DesiredStep {
    fileprivate var groups: Set<GroupSelector>? {
        names(.groups).map { names in Set(names.map { GroupSelector.path(DesiredComparison.path($0)) }) }
    }
}
