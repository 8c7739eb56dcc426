import FoundationEssentials
package import IdentityCore

package struct CreateWorkspace: Sendable {
    package enum Naming: Sendable {
        /// A DNS label.
        case label
        /// Any name that can be shown, for the workspace that its owner works in by default, such as
        /// `ada@example.org - Default Workspace`.
        case defaultWorkspace
    }

    package var name: String
    package var naming: Naming
    /// The caller when left out; somebody else needs the right to manage workspaces. Says the organization.
    package var owner: UserSelector?

    package init(name: String, naming: Naming = .label, owner: UserSelector? = nil) {
        self.name = name
        self.naming = naming
        self.owner = owner
    }
}

extension WorkspaceService {
    /// - Throws: `invalidInput` for the name, or when nobody is named as owner and the caller is no user; `alreadyExists`
    ///   for a name that is taken within the organization in any letter case; `notFound(.user)`;
    ///   `forbidden(.targetIsStronger)` for the default workspace of somebody stronger than the caller.
    package func create(_ command: CreateWorkspace, as caller: Caller) async throws(ServiceError) -> Workspace {
        try caller.require(.createWorkspaces)
        let now = hands.clock.now(), id = WorkspaceID(hands.ids.uuid())
        if let problem = problem(in: command) { throw .invalidInput([problem]) }
        guard let selector = command.owner ?? caller.userID.map(UserSelector.id) else {
            throw .invalidInput([FieldProblem("owner", .missing, "Name the user who is to own the workspace.")])
        }
        let reference = try reference(selector)
        return try await storage.write { store in
            let current = try caller.confirm(.createWorkspaces, in: store, at: now)
            let owner = try owner(reference, in: store, as: current)
            if case .defaultWorkspace = command.naming, owner.id != current.userID {
                try current.requireDominance(over: Authorization.grants(of: owner, in: store))
            }
            let workspace = try store.workspaceWrites.insert(
                Workspace(
                    id: id, number: 0, organization: owner.organization, name: command.name,
                    createdBy: current.userID, createdAt: now, updatedAt: now))
            try store.workspaceWrites.put(
                WorkspaceMembership(workspace: id, user: owner.id, role: .owner, since: now))
            try store.auditWrites.append(
                current.entry(.workspaceCreated, on: .workspace(workspace), at: now, in: workspace.organization))
            if case .defaultWorkspace = command.naming {
                try setDefault(workspace.id, of: owner, in: store, as: current, at: now)
            }
            return workspace
        }
    }

    private func problem(in command: CreateWorkspace) -> FieldProblem? {
        switch command.naming {
        case .label: NameRules.problem(inLabel: command.name, field: "name")
        case .defaultWorkspace: NameRules.problem(inName: command.name, field: "name", using: hands.text)
        }
    }

    /// To make somebody else an owner is to hand out what the workspace gives, and what is in it.
    private func owner(
        _ reference: UserReference, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> User {
        let owner = try store.users.find(reference)
        if let owner, owner.id == caller.userID {
            guard caller.reaches(owner.organization, with: .createWorkspaces) else { throw .notFound(.user) }
            return owner
        }
        try caller.require(.manageWorkspaces)
        guard let owner, caller.reaches(owner.organization, with: .manageWorkspaces),
            caller.reaches(owner.organization, with: .createWorkspaces)
        else { throw .notFound(.user) }
        return owner
    }
}
