import FoundationEssentials
package import IdentityCore

package struct CreateResource: Sendable {
    package var type: String
    /// Unique for its type within the organization.
    package var id: String
    /// The id when left out.
    package var name: String?
    /// The caller, if it is a user, when left out; somebody else needs the right to manage the resource.
    package var owner: UserSelector?
    package var workspace: WorkspaceSelector?
    /// The workspace's, or the caller's own when left out.
    package var organization: OrganizationID?

    package init(
        type: String, id: String, name: String? = nil, owner: UserSelector? = nil,
        workspace: WorkspaceSelector? = nil, organization: OrganizationID? = nil
    ) {
        self.type = type
        self.id = id
        self.name = name
        self.owner = owner
        self.workspace = workspace
        self.organization = organization
    }
}

extension ResourceService {
    /// Needs the permission `type/id:post`, the right to manage resources, or membership of the workspace it goes into.
    /// - Throws: `invalidInput` with every problem at once, `alreadyExists(.resource, field: "id")`, `notFound` for an
    ///   organization, owner or workspace out of reach, `conflict(.archived(.workspace))`, `forbidden`.
    package func create(_ command: CreateResource, as caller: Caller) async throws(ServiceError) -> Resource {
        try caller.requireFullSession()
        let now = hands.clock.now()
        try check(command)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            return try insert(command, in: store, as: current, at: now)
        }
    }

    func insert(
        _ command: CreateResource, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> Resource {
        var workspace: Workspace?
        if let selector = command.workspace { workspace = try caller.room(selector, in: store) }
        let organization = command.organization ?? workspace?.organization ?? caller.organization
        if let workspace, workspace.organization != organization { throw .notFound(.workspace) }
        var draft = Resource(
            organization: organization, type: command.type, id: command.id, number: 0,
            name: command.name ?? command.id, workspace: workspace?.id, createdAt: now, updatedAt: now)
        guard caller.may(ResourceAction.create, draft) else {
            throw organization == caller.organization
                ? .forbidden(.missingRight(.manageResources)) : .notFound(.organization)
        }
        guard try store.organizations.find(organization) != nil else { throw .notFound(.organization) }
        if let selector = command.owner {
            draft.owner = try owner(selector, of: draft, in: store, as: caller).id
        } else if caller.account?.user.organization == organization {
            draft.owner = caller.userID
        }
        let resource = try store.resourceWrites.insert(draft)
        try store.auditWrites.append(
            caller.entry(.resourceCreated, on: .resource(resource), at: now, in: resource.organization))
        return resource
    }

    func check(_ command: CreateResource) throws(ServiceError) {
        var problems: [FieldProblem] = []
        if !Permission.isWord(command.type) {
            problems.append(
                FieldProblem("type", .malformed, "A type is made of letters, digits, dashes, dots and underscores."))
        } else if Right.types.contains(command.type) {
            problems.append(FieldProblem("type", .reserved, "This type is Gatehouse's own."))
        }
        if !Permission.isFitID(command.id) || command.id == "*" {
            problems.append(
                FieldProblem("id", .malformed, "An id has 1 to 255 bytes that can be shown, and is not *."))
        }
        if let name = command.name {
            if let problem = NameRules.problem(inName: name, field: "name", using: hands.text) {
                problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    /// To give a resource to somebody else needs the right to manage it.
    func owner(
        _ selector: UserSelector, of resource: Resource, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> User {
        guard let reference = selector.reference(using: hands.text) else { throw .notFound(.user) }
        let user = try store.users.find(reference)
        if user == nil || user?.id != caller.userID { try caller.require(ResourceAction.manage, on: resource) }
        guard let user, user.organization == resource.organization else { throw .notFound(.user) }
        return user
    }
}

extension Caller {
    /// A workspace that the caller may put things into: as one of its members, or with the right over all resources.
    func room(_ selector: WorkspaceSelector, in store: any StoreReading) throws(ServiceError) -> Workspace {
        let workspace = try visible(selector, in: store)
        guard worksIn(workspace) || reaches(workspace.organization, with: .manageResources) else {
            throw .forbidden(.missingRight(.manageResources))
        }
        guard !workspace.isArchived else { throw .conflict(.archived(.workspace)) }
        return workspace
    }
}
