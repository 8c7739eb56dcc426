import FoundationEssentials
package import IdentityCore

/// What an edit changes; a field left out stays.
package struct EditGroup: Sendable {
    package var name: String?
    /// Another group above, of the same organization; cleared, the group stands at the top.
    package var parent: Change<GroupSelector> = .keep
    package var about: String?
    package var roles: Set<String>?
    /// Added to the roles that the group holds then, and taken from them.
    package var granting: Set<Role> = []
    package var withdrawing: Set<Role> = []
    package var permissions: Set<String>?
    package var mappedExternalGroups: Set<String>?
    /// Stored in the place of earlier ones; `nil` removes one.
    package var documents: [DocumentName: String?] = [:]
    /// Refuses the edit when the group has moved on from this version.
    package var ifVersion: Int?

    package init() {}
}

extension GroupService {
    /// Changes what `edit` names. The caller holds everything that the group, those above and those below it grant,
    /// before and after: the people below gain and lose with it.
    /// - Throws: `conflict(.cycle)`, `conflict(.tooDeep)` counted with everything below, `conflict(.lastAdministrator)`,
    ///   `conflict(.versionMoved)`, `forbidden(.targetIsStronger)`, `alreadyExists`, `invalidInput`, `notFound`.
    package func edit(
        _ selector: GroupSelector, _ edit: EditGroup, as caller: Caller
    ) async throws(ServiceError) -> PlacedGroup {
        try caller.require(.manageGroups)
        let now = hands.clock.now()
        let prepared = try prepare(edit)
        return try await storage.write { store in
            let current = try caller.confirm(.manageGroups, in: store, at: now)
            return try carryOut(prepared, on: selector, in: store, as: current, at: now)
        }
    }

    /// An edit whose values have passed the rules.
    struct PreparedEdit: Sendable {
        fileprivate let edit: EditGroup
        fileprivate let change: CheckedGroupEdit
        fileprivate let documents: DocumentDraft
    }

    func prepare(_ edit: EditGroup) throws(ServiceError) -> PreparedEdit {
        PreparedEdit(
            edit: edit, change: try CheckedGroupEdit(edit, using: hands.text),
            documents: try DocumentDraft(edit.documents, of: .group))
    }

    func carryOut(
        _ prepared: PreparedEdit, on selector: GroupSelector, in store: any StoreWriting, as caller: Caller,
        at now: Date
    ) throws(ServiceError) -> PlacedGroup {
        let before = try ownTarget(selector, in: store, as: caller)
        try requireVersion(prepared.edit.ifVersion, of: before)
        let tree = try GroupTree(before, in: store)
        let grants = try tree.grants(in: store)
        try caller.requireDominance(over: grants)
        var after = before
        prepared.change.apply(to: &after)
        try move(&after, prepared.edit.parent, within: tree, in: store)
        after.roles = after.roles.union(prepared.edit.granting).subtracting(prepared.edit.withdrawing)
        let fields =
            try CheckedGroupEdit.differences(after, before) + prepared.documents.store(of: .group(after.id), in: store)
        guard !fields.isEmpty else { return try PlacedGroup.one(before, in: store) }
        if after.roles != before.roles { try Authorization.requireDefined(after.roles, in: store) }
        after.version += 1
        after.updatedAt = now
        try store.groupWrites.replace(after)
        let result = try GroupTree(after, in: store)
        // What stands too deep already, past this rule, may still be moved up.
        if result.depth > tree.depth { try requireFit(result) }
        try caller.requireDominance(over: result.grants(in: store))
        if grants.areUnlimited { try Authorization.requireAdministrator(in: store) }
        try store.auditWrites.append(
            caller.entry(
                .groupEdited, on: .group(after), at: now, in: after.organization,
                detail: fields.joined(separator: ", ")))
        return try PlacedGroup.one(after, in: store)
    }

    /// What groups grant is changed with the right itself only, not by whom a single group was handed to.
    func ownTarget(
        _ selector: GroupSelector, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Group {
        let group = try target(selector, for: [.manageGroups], in: store, as: caller)
        try caller.requireReach(.manageGroups, into: group.organization, orNotFound: .group)
        return group
    }

    private func move(
        _ group: inout Group, _ parent: Change<GroupSelector>, within tree: GroupTree, in store: any StoreReading
    ) throws(ServiceError) {
        switch parent {
        case .keep: return
        case .clear: group.parent = nil
        case .set(let selector):
            let above = try store.groups.require(selector, of: group.organization, using: hands.text)
            guard !tree.ids.contains(above.id) else { throw .conflict(.cycle) }
            group.parent = above.id
        }
    }
}

/// An edit whose values have passed the rules.
fileprivate struct CheckedGroupEdit: Sendable {
    private var name: GroupName?
    private var about: String?
    private var roles: Set<Role>?
    private var permissions: Set<Permission>?
    private var mapped: Set<String>?

    init(_ edit: EditGroup, using text: any TextNormalizing) throws(ServiceError) {
        var draft = AccessDraft(using: text)
        name = edit.name.flatMap { draft.groupName($0) }
        about = edit.about.map { draft.about($0) }
        roles = edit.roles.map { draft.roles($0) }
        permissions = edit.permissions.map { draft.permissions($0) }
        mapped = edit.mappedExternalGroups.map { draft.externalNames($0) }
        try draft.finish()
    }

    func apply(to group: inout Group) {
        if let name { group.name = name }
        if let about { group.about = about }
        if let roles { group.roles = roles }
        if let permissions { group.permissions = permissions }
        if let mapped { group.mappedExternalGroups = mapped }
    }

    /// - Returns: the names of the fields whose value is another one now.
    static func differences(_ group: Group, _ before: Group) -> [String] {
        let all: [(String, Bool)] = [
            ("name", group.name.display != before.name.display), ("parent", group.parent != before.parent),
            ("about", group.about != before.about), ("roles", group.roles != before.roles),
            ("permissions", group.permissions != before.permissions),
            ("mappedExternalGroups", group.mappedExternalGroups != before.mappedExternalGroups),
        ]
        return all.filter(\.1).map(\.0)
    }
}
