package import FoundationEssentials

package protocol GroupReading {
    func find(_ id: GroupID) throws(ServiceError) -> Group?
    /// - Parameter key: of the name, folded.
    func find(
        key: String, below parent: GroupID?, of organization: OrganizationID
    ) throws(ServiceError) -> Group?
    /// By name, ties by id.
    func list(_ query: GroupQuery) throws(ServiceError) -> [Group]
    /// The groups and everything above them, each once, in one question; a cycle ends it.
    func lineage(of groups: Set<GroupID>) throws(ServiceError) -> [Group]
    /// The groups that the user is in, and everything above them, in one question.
    func lineage(of user: UserID) throws(ServiceError) -> UserLineage
    /// The groups and everything below them, at most `limit`.
    func lineage(below groups: Set<GroupID>, limit: Int) throws(ServiceError) -> Set<GroupID>
    /// The groups that the user is in, not those above them.
    func memberships(of user: UserID) throws(ServiceError) -> [GroupID: MembershipOrigin]
    /// The same for many users in one question; users in no group are left out.
    func memberships(of users: Set<UserID>) throws(ServiceError) -> [UserID: [GroupID: MembershipOrigin]]
    /// The groups that each of the users is in, not those above them; in the order of the users.
    func groups(of users: [UserID]) throws(ServiceError) -> [[GroupID]]
    /// Ordered by login, ties by id; each user once.
    func members(_ query: MemberQuery) throws(ServiceError) -> [User]
    /// Groups of the organization that are mapped to one of the external groups.
    func mapped(to external: Set<String>, of organization: OrganizationID) throws(ServiceError) -> [Group]
    /// Groups with roles or permissions of their own, by name, ties by id.
    /// - Parameters:
    ///   - role: only those that hold this one; `nil` for any.
    ///   - organization: only those of this one; `nil` for all.
    func granting(holding role: Role?, of organization: OrganizationID?) throws(ServiceError) -> [Group]
    /// How many groups stand right below each of the groups, in one question; those with none are left out.
    func countBelow(_ groups: Set<GroupID>) throws(ServiceError) -> [GroupID: Int]
    func count() throws(ServiceError) -> Int
}

extension GroupReading {
    package func require(_ id: GroupID) throws(ServiceError) -> Group {
        guard let group = try find(id) else { throw .notFound(.group) }
        return group
    }
}

package protocol GroupWriting {
    /// - Throws: `alreadyExists(.group, field: "name")`; `notFound(.group)` when the parent is not there.
    func insert(_ group: Group) throws(ServiceError)
    /// - Throws: `notFound(.group)`, or `alreadyExists` as `insert` does.
    func replace(_ group: Group) throws(ServiceError)
    /// Removes the group with its memberships and documents.
    /// - Throws: `notFound(.group)`; `conflict(.notEmpty(.group))` when groups stand below it.
    func remove(_ id: GroupID) throws(ServiceError)
    /// An assigned membership stays assigned when it is mapped as well.
    /// - Returns: whether the user was not a member before.
    /// - Throws: `notFound` when one of the two is not there.
    func addMember(_ user: UserID, to group: GroupID, origin: MembershipOrigin) throws(ServiceError) -> Bool
    /// - Returns: whether the user was a member.
    func removeMember(_ user: UserID, from group: GroupID) throws(ServiceError) -> Bool
}

/// Roles that are no built-in ones.
package protocol RoleReading {
    func find(_ role: Role) throws(ServiceError) -> RoleDefinition?
    /// Those of the roles that are defined and all that they include, each once, in one question; a circle ends it.
    func closure(of roles: Set<Role>) throws(ServiceError) -> [RoleDefinition]
    /// By name.
    func list(_ scope: RoleScope, after: Role?, limit: Int) throws(ServiceError) -> [RoleDefinition]
}

/// Whose roles are meant.
package enum RoleScope: Hashable, Sendable {
    case all
    /// Those that belong to no client.
    case realm
    case client(ClientID)
}

package protocol RoleWriting {
    /// - Throws: `alreadyExists(.role, field: "name")`.
    func insert(_ definition: RoleDefinition) throws(ServiceError)
    /// - Throws: `notFound(.role)`.
    func replace(_ definition: RoleDefinition) throws(ServiceError)
    /// Takes the role from every user, group and role too, with its documents.
    /// - Throws: `notFound(.role)`.
    func remove(_ role: Role) throws(ServiceError)
}

package protocol AccessKeyReading {
    func find(_ id: AccessKeyID) throws(ServiceError) -> AccessKey?
    /// The key whose present or previous token has this digest.
    func find(_ digest: TokenDigest) throws(ServiceError) -> AccessKey?
    /// By name, ties by id. With `user`, that user's; without, the global ones, or those of any user, of the organization
    /// or of all.
    func list(_ query: AccessKeyQuery) throws(ServiceError) -> [AccessKey]
}

/// One page of access keys, by name.
package struct AccessKeyQuery: Hashable, Sendable {
    package var user: UserID?
    /// In the place of global ones, those that belong to some user; only without `user`.
    package var ofAnyUser: Bool
    package var organization: OrganizationID?
    package var after: AccessKeyPosition?
    package var limit: Int

    package init(
        user: UserID? = nil, ofAnyUser: Bool = false, organization: OrganizationID? = nil,
        after: AccessKeyPosition? = nil, limit: Int
    ) {
        self.user = user
        self.ofAnyUser = ofAnyUser && user == nil
        self.organization = organization
        self.after = after
        self.limit = limit
    }
}

package struct AccessKeyPosition: Hashable, Sendable {
    package var key: String
    package var id: AccessKeyID

    package init(key: String, id: AccessKeyID) {
        self.key = key
        self.id = id
    }
}

package protocol AccessKeyWriting {
    /// - Throws: `alreadyExists(.accessKey, field: "name")`; `notFound(.user)` when the owner is not there.
    func insert(_ key: AccessKey) throws(ServiceError)
    /// - Throws: `notFound(.accessKey)`, or `alreadyExists` as `insert` does.
    func replace(_ key: AccessKey) throws(ServiceError)
    /// Notes a use; nothing when the key is gone.
    func touch(_ id: AccessKeyID, at moment: Date) throws(ServiceError)
    /// - Throws: `notFound(.accessKey)`.
    func remove(_ id: AccessKeyID) throws(ServiceError)
}
