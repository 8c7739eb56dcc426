import FoundationEssentials
package import IdentityCore

/// What a new group is to be. Names are checked here, not by whoever fills this in.
package struct CreateGroup: Sendable {
    package var name: String
    /// The top of the organization when left out.
    package var parent: GroupSelector?
    package var about = ""
    /// Where the group comes from.
    package var source = SourceID.local
    package var roles: Set<String> = []
    package var permissions: Set<String> = []
    package var mappedExternalGroups: Set<String> = []
    /// The parent's when left out, at the top the caller's own.
    package var organization: OrganizationID?
    /// What dialects keep with the group.
    package var annotations: [DocumentName: String] = [:]

    package init(name: String, parent: GroupSelector? = nil, organization: OrganizationID? = nil) {
        self.name = name
        self.parent = parent
        self.organization = organization
    }
}

extension GroupService {
    /// - Throws: `invalidInput` with every problem at once, `alreadyExists(.group, field: "name")`,
    ///   `conflict(.tooDeep)`, `forbidden(.targetIsStronger)` when the group or one above it grants what the caller
    ///   lacks, `notFound` for a parent or an organization out of reach.
    package func create(_ command: CreateGroup, as caller: Caller) async throws(ServiceError) -> PlacedGroup {
        try caller.require(.manageGroups)
        let now = hands.clock.now(), id = GroupID(hands.ids.uuid())
        var draft = AccessDraft(using: hands.text)
        let name = draft.groupName(command.name), about = draft.about(command.about)
        let roles = draft.roles(command.roles), permissions = draft.permissions(command.permissions)
        let mapped = draft.externalNames(command.mappedExternalGroups), source = command.source
        try draft.finish()
        for (name, text) in command.annotations {
            try DocumentService.check(name, text, of: .group(id))
        }
        guard let name else { throw .internalFailure(incident: "draft") }
        return try await storage.write { store in
            let current = try caller.confirm(.manageGroups, in: store, at: now)
            let parent = try parent(of: command, in: store, as: current)
            let home = parent?.organization ?? command.organization ?? current.organization
            guard current.reaches(home, with: .manageGroups), try store.organizations.find(home) != nil else {
                throw ServiceError.notFound(.organization)
            }
            try Authorization.requireDefined(roles, in: store)
            let group = Group(
                id: id, organization: home, parent: parent?.id, name: name, about: about, source: source, roles: roles,
                permissions: permissions, mappedExternalGroups: mapped, createdAt: now, updatedAt: now)
            try store.groupWrites.insert(group)
            let tree = try GroupTree(group, in: store)
            try requireFit(tree)
            try current.requireDominance(over: tree.grants(in: store))
            try store.auditWrites.append(
                current.entry(.groupCreated, on: .group(group), at: now, in: group.organization))
            try annotate(group, command.annotations, in: store, as: current, at: now)
            return try PlacedGroup.one(group, in: store)
        }
    }

    private func parent(
        of command: CreateGroup, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Group? {
        guard let selector = command.parent else { return nil }
        let home = command.organization
        switch selector {
        case .id(let id):
            guard let group = try store.groups.find(id), caller.reaches(group.organization, with: .manageGroups),
                home.map({ $0 == group.organization }) ?? true
            else { throw .notFound(.group) }
            return group
        case .path:
            return try store.groups.require(selector, of: home ?? caller.organization, using: hands.text)
        }
    }

    /// - Returns: whether anything is another than before.
    @discardableResult
    func annotate(
        _ group: Group, _ annotations: [DocumentName: String], in store: any StoreWriting, as caller: Caller,
        at now: Date
    ) throws(ServiceError) -> Bool {
        guard !annotations.isEmpty else { return false }
        let place = try DocumentHolder.group(group.id).place(in: store, as: caller, using: hands.text)
        var hasChanged = false
        for (name, text) in annotations.sorted(by: { $0.key < $1.key })
        where try DocumentService.store(name, text, at: place, in: store, as: caller, at: now) { hasChanged = true }
        return hasChanged
    }

    func requireFit(_ tree: GroupTree) throws(ServiceError) {
        guard tree.depth <= Group.maximumDepth else { throw .conflict(.tooDeep(limit: Group.maximumDepth)) }
    }
}
