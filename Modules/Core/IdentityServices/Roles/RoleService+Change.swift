import FoundationEssentials
package import IdentityCore

extension RoleService {
    /// - Throws: `invalidInput`, `alreadyExists(.role, field: "name")` also for the name of a built-in role in whatever
    ///   letter case, `notFound(.client)`, `forbidden(.targetIsStronger)` when the caller lacks what the role grants,
    ///   `unsupported` for one that would include `super-admin`.
    package func create(_ command: CreateRole, as caller: Caller) async throws(ServiceError) -> RoleEntry {
        try caller.require(.manageRoles)
        let now = hands.clock.now()
        let definition = try definition(command, at: now)
        let documents = try DocumentDraft(command.documents.mapValues { $0 }, of: .role)
        let isBuiltIn =
            command.client == nil
            && Role.builtIn.keys.contains { hands.text.comparisonKey($0.rawValue) == definition.key }
        return try await storage.write { store in
            let current = try ruler(caller, in: store, at: now)
            guard !isBuiltIn else { throw ServiceError.alreadyExists(.role, field: "name") }
            if let client = command.client, try store.clients.find(client) == nil {
                throw ServiceError.notFound(.client)
            }
            try Authorization.requireDefined(definition.includes, in: store)
            try store.roleWrites.insert(definition)
            try current.requireDominance(over: definition, in: store)
            _ = try documents.store(of: .role(definition.role), in: store)
            try store.auditWrites.append(current.entry(.roleCreated, on: .role(definition.role), at: now))
            return RoleEntry(definition)
        }
    }

    /// The definition that the command asks for, checked.
    func definition(_ command: CreateRole, at now: Date) throws(ServiceError) -> RoleDefinition {
        var draft = AccessDraft(using: hands.text)
        draft.add(problem(inName: command.name))
        let about = draft.about(command.about), permissions = draft.permissions(command.permissions)
        let includes = draft.roles(command.includes)
        try draft.finish()
        try Self.requireIncludable(includes)
        return RoleDefinition(
            role: Role(command.name, of: command.client), key: hands.text.comparisonKey(command.name), about: about,
            reach: command.reach, permissions: permissions, includes: includes, createdAt: now, updatedAt: now)
    }

    /// Changes what `edit` names, for everybody who holds the role. The caller holds what it grants, before and after.
    /// - Throws: `conflict(.builtIn(.role))`, `conflict(.versionMoved)`, `forbidden(.targetIsStronger)`,
    ///   `invalidInput`, `notFound(.role)`.
    package func edit(_ role: Role, _ edit: EditRole, as caller: Caller) async throws(ServiceError) -> RoleEntry {
        try caller.require(.manageRoles)
        let now = hands.clock.now()
        var draft = AccessDraft(using: hands.text)
        let about = edit.about.map { draft.about($0) }
        let permissions = edit.permissions.map { draft.permissions($0) }
        let includes = edit.includes.map { draft.roles($0) }
        try draft.finish()
        try Self.requireIncludable((includes ?? []).union(edit.including))
        let documents = try DocumentDraft(edit.documents, of: .role)
        return try await storage.write { store in
            let current = try ruler(caller, in: store, at: now)
            let before = try own(role, ifVersion: edit.ifVersion, in: store)
            try current.requireDominance(over: before, in: store)
            var after = before
            after.about = about ?? before.about
            after.reach = edit.reach ?? before.reach
            after.permissions = permissions ?? before.permissions
            after.includes = (includes ?? before.includes).union(edit.including).subtracting(edit.excluding)
            let fields = try Self.differences(after, before) + documents.store(of: .role(role), in: store)
            guard !fields.isEmpty else { return RoleEntry(before) }
            try Authorization.requireDefined(after.includes.subtracting(before.includes), in: store)
            after.version += 1
            after.updatedAt = now
            try store.roleWrites.replace(after)
            try current.requireDominance(over: after, in: store)
            try store.auditWrites.append(
                current.entry(.roleEdited, on: .role(role), at: now, detail: fields.joined(separator: ", ")))
            return RoleEntry(after)
        }
    }

    /// Deletes the role and takes it from every user and group.
    /// - Throws: as `edit` does.
    package func delete(_ role: Role, ifVersion: Int? = nil, as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageRoles)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try ruler(caller, in: store, at: now)
            let definition = try own(role, ifVersion: ifVersion, in: store)
            try current.requireDominance(over: definition, in: store)
            try store.roleWrites.remove(role)
            try store.auditWrites.append(current.entry(.roleDeleted, on: .role(role), at: now))
        }
    }

    private func ruler(
        _ caller: Caller, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> Caller {
        let current = try caller.confirm(.manageRoles, in: store, at: now)
        guard current.reaches(nil, with: .manageRoles) else { throw .forbidden(.missingRight(.manageRoles)) }
        return current
    }

    private func own(
        _ role: Role, ifVersion expected: Int?, in store: any StoreReading
    ) throws(ServiceError) -> RoleDefinition {
        guard Role.builtIn[role] == nil else { throw .conflict(.builtIn(.role)) }
        let definition = try store.roles.require(role)
        guard expected == nil || expected == definition.version else {
            throw .conflict(.versionMoved(current: definition.version))
        }
        return definition
    }

    /// Who administers the whole server is looked up by the name of that role: nobody gets it in passing.
    private static func requireIncludable(_ roles: Set<Role>) throws(ServiceError) {
        guard roles.contains(.superAdmin) else { return }
        throw .unsupported("No role includes \(Role.superAdmin): it is given by its name.")
    }

    private func problem(inName raw: String) -> FieldProblem? {
        if raw.contains("/") {
            return FieldProblem(
                "name", .malformed, "The name of a role contains no slash: it parts the client from the role.")
        }
        return NameRules.problem(inName: raw, field: "name", using: hands.text)
    }

    /// - Returns: the names of the fields whose value is another one now.
    private static func differences(_ definition: RoleDefinition, _ before: RoleDefinition) -> [String] {
        let all: [(String, Bool)] = [
            ("about", definition.about != before.about), ("reach", definition.reach != before.reach),
            ("permissions", definition.permissions != before.permissions),
            ("includes", definition.includes != before.includes),
        ]
        return all.filter(\.1).map(\.0)
    }
}
