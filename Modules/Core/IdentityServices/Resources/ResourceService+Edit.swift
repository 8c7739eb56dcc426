import FoundationEssentials
package import IdentityCore

/// What an edit changes; a field left out stays.
package struct EditResource: Sendable {
    package var name: String?
    package var owner: Change<UserSelector> = .keep
    package var workspace: Change<WorkspaceSelector> = .keep
    /// Refuses the edit when the resource has moved on from this version.
    package var ifVersion: Int?

    package init() {}

    var movesPower: Bool {
        if case .keep = owner, case .keep = workspace { false } else { true }
    }
}

extension ResourceService {
    /// The name needs the permission to put; owner and workspace, which say who may what, the one to manage.
    /// - Throws: `notFound` for a resource, owner or workspace out of reach, `forbidden`, `conflict` for an archived
    ///   workspace or a stale version, `invalidInput`.
    package func edit(
        _ selector: ResourceSelector, _ edit: EditResource, as caller: Caller
    ) async throws(ServiceError) -> Resource {
        try caller.requireFullSession()
        let now = hands.clock.now()
        if let problem = edit.name.flatMap({ NameRules.problem(inName: $0, field: "name", using: hands.text) }) {
            throw .invalidInput([problem])
        }
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let before = try current.resource(selector, for: ResourceAction.edit, in: store)
            if edit.movesPower { try current.require(ResourceAction.manage, on: before) }
            try requireVersion(edit.ifVersion, of: before)
            var after = before
            if let name = edit.name { after.name = name }
            switch edit.owner {
            case .keep: break
            case .clear: after.owner = nil
            case .set(let selector): after.owner = try owner(selector, of: before, in: store, as: current).id
            }
            switch edit.workspace {
            case .keep: break
            case .clear: after.workspace = nil
            case .set(let selector):
                let workspace = try current.room(selector, in: store)
                guard workspace.organization == before.organization else { throw ServiceError.notFound(.workspace) }
                after.workspace = workspace.id
            }
            let fields = [
                ("name", after.name != before.name), ("owner", after.owner != before.owner),
                ("workspace", after.workspace != before.workspace),
            ].filter(\.1).map(\.0)
            guard !fields.isEmpty else { return before }
            after.version += 1
            after.updatedAt = now
            try store.resourceWrites.replace(after)
            let detail = fields.joined(separator: ", ")
            try store.auditWrites.append(
                current.entry(.resourceEdited, on: .resource(after), at: now, in: after.organization, detail: detail))
            return after
        }
    }

    /// Adds a version; needs the permission to put.
    /// - Throws: `alreadyExists(.resource, field: "version")`, and as `edit` does.
    package func addVersion(
        _ id: String, to selector: ResourceSelector, as caller: Caller
    ) async throws(ServiceError) -> ResourceVersion {
        try caller.requireFullSession()
        let now = hands.clock.now()
        guard Permission.isFitID(id) else {
            throw .invalidInput([FieldProblem("id", .malformed, "An id has 1 to 255 bytes that can be shown.")])
        }
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let resource = try current.resource(selector, for: ResourceAction.edit, in: store)
            if let workspace = resource.workspace, try store.workspaces.find(workspace)?.isArchived ?? false {
                throw ServiceError.conflict(.archived(.workspace))
            }
            let version = try store.resourceWrites.addVersion(id, to: resource.key, at: now)
            try store.auditWrites.append(
                current.entry(
                    .resourceVersionAdded, on: .resource(resource), at: now, in: resource.organization, detail: id))
            return version
        }
    }

    /// Deletes the resource with its versions; its number is never given again.
    package func delete(
        _ selector: ResourceSelector, ifVersion: Int? = nil, as caller: Caller
    ) async throws(ServiceError) {
        try caller.requireFullSession()
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try remove(selector, ifVersion: ifVersion, in: store, as: current, at: now)
        }
    }

    func remove(
        _ selector: ResourceSelector, ifVersion: Int? = nil, in store: any StoreWriting, as caller: Caller,
        at now: Date
    ) throws(ServiceError) {
        let resource = try caller.resource(selector, for: ResourceAction.delete, in: store)
        try requireVersion(ifVersion, of: resource)
        try store.resourceWrites.remove(resource.key)
        try store.auditWrites.append(
            caller.entry(.resourceDeleted, on: .resource(resource), at: now, in: resource.organization))
    }
}
