package import IdentityCore

/// What an edit changes; a field left out stays.
package struct EditWorkspace: Sendable {
    /// A DNS label.
    package var name: String?
    package var isArchived: Bool?
    /// Refuses the edit when the workspace has moved on from this version.
    package var ifVersion: Int?

    package init(name: String? = nil, isArchived: Bool? = nil, ifVersion: Int? = nil) {
        self.name = name
        self.isArchived = isArchived
        self.ifVersion = ifVersion
    }
}

extension WorkspaceService {
    /// Renames, archives or takes out of the archive. Nothing new comes into an archived workspace; what is in it stays.
    /// - Throws: `forbidden` for a collaborator, `alreadyExists`, `invalidInput`, `conflict(.versionMoved)`.
    package func edit(
        _ selector: WorkspaceSelector, _ edit: EditWorkspace, as caller: Caller
    ) async throws(ServiceError) -> Workspace {
        try caller.requireFullSession()
        let now = hands.clock.now()
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let before = try current.managed(selector, in: store)
            try requireVersion(edit.ifVersion, of: before)
            var after = before
            var actions: [AuditAction] = []
            if let name = edit.name, name != before.name {
                if let problem = NameRules.problem(inLabel: name, field: "name") {
                    throw ServiceError.invalidInput([problem])
                }
                after.name = name
                actions.append(.workspaceRenamed)
            }
            if let isArchived = edit.isArchived, isArchived != before.isArchived {
                after.isArchived = isArchived
                actions.append(isArchived ? .workspaceArchived : .workspaceUnarchived)
            }
            guard !actions.isEmpty else { return before }
            after.version += 1
            after.updatedAt = now
            try store.workspaceWrites.replace(after)
            for action in actions {
                try store.auditWrites.append(
                    current.entry(action, on: .workspace(after), at: now, in: after.organization))
            }
            return after
        }
    }

    /// Deletes the workspace with its memberships; its number is never given again.
    /// - Throws: `conflict(.notEmpty(.resource))` while resources are in it, and as `edit` does.
    package func delete(
        _ selector: WorkspaceSelector, ifVersion: Int? = nil, as caller: Caller
    ) async throws(ServiceError) {
        try caller.requireFullSession()
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let workspace = try current.managed(selector, in: store)
            try requireVersion(ifVersion, of: workspace)
            try store.workspaceWrites.remove(workspace.id)
            try store.auditWrites.append(
                current.entry(.workspaceDeleted, on: .workspace(workspace), at: now, in: workspace.organization))
        }
    }
}
