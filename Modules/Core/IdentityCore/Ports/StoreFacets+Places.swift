package protocol OrganizationReading {
    func find(_ id: OrganizationID) throws(ServiceError) -> Organization?
    /// By id.
    func list(after: OrganizationID?, limit: Int) throws(ServiceError) -> [Organization]
}

package protocol OrganizationWriting {
    /// - Throws: `alreadyExists(.organization, field: "id")`.
    func insert(_ organization: Organization) throws(ServiceError)
    /// - Throws: `notFound(.organization)`.
    func replace(_ organization: Organization) throws(ServiceError)
    /// Removes the organization with its documents.
    /// - Throws: `notFound(.organization)`; `conflict(.notEmpty(…))` naming what is still in it: tenant, user, group,
    ///   workspace, global key or resource.
    func remove(_ id: OrganizationID) throws(ServiceError)
}

package protocol TenantReading {
    func find(_ id: TenantID) throws(ServiceError) -> Tenant?
    /// By id, of one organization or of all.
    func list(of organization: OrganizationID?, after: TenantID?, limit: Int) throws(ServiceError) -> [Tenant]
}

package protocol TenantWriting {
    /// - Throws: `alreadyExists(.tenant, field: "id")`; `notFound(.organization)`.
    func insert(_ tenant: Tenant) throws(ServiceError)
    /// - Throws: `notFound(.tenant)`.
    func replace(_ tenant: Tenant) throws(ServiceError)
    /// Removes the tenant with its documents.
    /// - Throws: `notFound(.tenant)`; `conflict(.notEmpty(.user))`.
    func remove(_ id: TenantID) throws(ServiceError)
}

package protocol DocumentReading {
    func find(_ name: DocumentName, of owner: DocumentOwner) throws(ServiceError) -> Document?
    /// All of the owner's, by name.
    func list(of owner: DocumentOwner) throws(ServiceError) -> [Document]
    /// One document of each of the owners, where there is one, in one question.
    func list(_ name: DocumentName, of owners: [DocumentOwner]) throws(ServiceError) -> [Document]
}

package protocol DocumentWriting {
    /// Stores the document in the place of an earlier one.
    func put(_ document: Document) throws(ServiceError)
    /// - Returns: whether there was one.
    func remove(_ name: DocumentName, of owner: DocumentOwner) throws(ServiceError) -> Bool
}

package protocol WorkspaceReading {
    func find(_ id: WorkspaceID) throws(ServiceError) -> Workspace?
    func find(number: Int64) throws(ServiceError) -> Workspace?
    /// - Parameter name: compared without letter case.
    func find(name: String, of organization: OrganizationID) throws(ServiceError) -> Workspace?
    /// By number.
    func list(_ query: WorkspaceQuery) throws(ServiceError) -> [Workspace]
    /// What the user is a member of, in one question.
    func memberships(of user: UserID) throws(ServiceError) -> [WorkspaceMembership]
    /// Ordered by id of the user.
    func members(of workspace: WorkspaceID, after: UserID?, limit: Int) throws(ServiceError) -> [WorkspaceMembership]
    func membership(of user: UserID, in workspace: WorkspaceID) throws(ServiceError) -> WorkspaceMembership?
    func countOwners(of workspace: WorkspaceID) throws(ServiceError) -> Int
}

/// One page of workspaces, by number.
package struct WorkspaceQuery: Hashable, Sendable {
    package var organization: OrganizationID?
    /// Only those that the user is a member of.
    package var member: UserID?
    package var includesArchived: Bool
    package var after: Int64?
    package var limit: Int

    package init(
        organization: OrganizationID? = nil, member: UserID? = nil, includesArchived: Bool = true, after: Int64? = nil,
        limit: Int
    ) {
        self.organization = organization
        self.member = member
        self.includesArchived = includesArchived
        self.after = after
        self.limit = limit
    }
}

package protocol WorkspaceWriting {
    /// - Returns: the workspace with the number it was given; the number it came with is not looked at.
    /// - Throws: `alreadyExists(.workspace, field: "name")`.
    func insert(_ workspace: Workspace) throws(ServiceError) -> Workspace
    /// - Throws: `notFound(.workspace)`, or `alreadyExists` as `insert` does.
    func replace(_ workspace: Workspace) throws(ServiceError)
    /// Removes the workspace with its memberships and documents; its number is never given again.
    /// - Throws: `notFound(.workspace)`; `conflict(.notEmpty(.resource))`.
    func remove(_ id: WorkspaceID) throws(ServiceError)
    /// Stores the membership in the place of an earlier one.
    /// - Throws: `notFound` when one of the two is not there.
    func put(_ membership: WorkspaceMembership) throws(ServiceError)
    /// - Returns: whether the user was a member.
    func removeMember(_ user: UserID, from workspace: WorkspaceID) throws(ServiceError) -> Bool
}
