import FoundationEssentials
package import IdentityCore

/// What a new group is to be. Names are checked here, not by whoever fills this in.
package struct CreateGroup: Sendable {
    package var name: String
    /// The top of the organization when left out.
    package var parent: GroupSelector?
    package var about = ""
    package var roles: Set<String> = []
    package var permissions: Set<String> = []
    package var mappedExternalGroups: Set<String> = []
    /// The parent's when left out, at the top the caller's own.
    package var organization: OrganizationID?
    /// Stored with the group; see `DocumentService`.
    package var documents: [DocumentName: String] = [:]

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
        let now = hands.clock.now()
        let prepared = try prepare(command, id: GroupID(hands.ids.uuid()))
        return try await storage.write { store in
            let current = try caller.confirm(.manageGroups, in: store, at: now)
            return try insert(prepared, in: store, as: current, at: now)
        }
    }

    /// A group whose values have passed the rules.
    struct Prepared: Sendable {
        fileprivate let command: CreateGroup
        fileprivate let id: GroupID
        fileprivate let name: GroupName
        fileprivate let roles: Set<Role>
        fileprivate let permissions: Set<Permission>
        fileprivate let documents: DocumentDraft
    }

    func prepare(_ command: CreateGroup, id: GroupID) throws(ServiceError) -> Prepared {
        var draft = AccessDraft(using: hands.text)
        let name = draft.groupName(command.name)
        _ = draft.about(command.about)
        let roles = draft.roles(command.roles), permissions = draft.permissions(command.permissions)
        _ = draft.externalNames(command.mappedExternalGroups)
        try draft.finish()
        guard let name else { throw .internalFailure(incident: "draft") }
        return Prepared(
            command: command, id: id, name: name, roles: roles, permissions: permissions,
            documents: try DocumentDraft(command.documents.mapValues { $0 }, of: .group))
    }

    /// Whether the caller may make such a group is decided on the group as it stands then.
    func insert(
        _ prepared: Prepared, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> PlacedGroup {
        let command = prepared.command
        let parent = try parent(of: command, in: store, as: caller)
        let home = parent?.organization ?? command.organization ?? caller.organization
        guard caller.reaches(home, with: .manageGroups), try store.organizations.find(home) != nil else {
            throw .notFound(.organization)
        }
        try Authorization.requireDefined(prepared.roles, in: store)
        let group = Group(
            id: prepared.id, organization: home, parent: parent?.id, name: prepared.name, about: command.about,
            roles: prepared.roles, permissions: prepared.permissions,
            mappedExternalGroups: command.mappedExternalGroups, createdAt: now, updatedAt: now)
        try store.groupWrites.insert(group)
        _ = try prepared.documents.store(of: .group(group.id), in: store)
        let tree = try GroupTree(group, in: store)
        try requireFit(tree)
        try caller.requireDominance(over: tree.grants(in: store))
        try store.auditWrites.append(caller.entry(.groupCreated, on: .group(group), at: now, in: group.organization))
        return try PlacedGroup.one(group, in: store)
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

    func requireFit(_ tree: GroupTree) throws(ServiceError) {
        guard tree.depth <= Group.maximumDepth else { throw .conflict(.tooDeep(limit: Group.maximumDepth)) }
    }
}
