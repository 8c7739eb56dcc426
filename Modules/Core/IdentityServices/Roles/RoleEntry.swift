package import FoundationEssentials
package import IdentityCore

/// A role as people look at it, whoever defined it.
package struct RoleEntry: Sendable {
    package let role: Role
    /// Defined by the program; can't be changed.
    package let isBuiltIn: Bool
    package let about: String
    package let reach: Reach
    /// As they were given, in order; of the built-in ones each that is meant.
    package let permissions: [Permission]
    /// Whether every permission of a type that is not Gatehouse's own is granted too.
    package let coversForeignTypes: Bool
    /// The roles that whoever holds this one holds too; not those that these include in turn.
    package let includes: Set<Role>
    /// 1 for the built-in ones.
    package let version: Int
    /// `nil` for the built-in ones.
    package let createdAt: Date?
    package let updatedAt: Date?

    init(_ definition: RoleDefinition) {
        role = definition.role
        isBuiltIn = false
        about = definition.about
        reach = definition.reach
        permissions = definition.permissions.sorted()
        coversForeignTypes = false
        includes = definition.includes
        version = definition.version
        createdAt = definition.createdAt
        updatedAt = definition.updatedAt
    }

    /// - Returns: `nil` when the program defines no such role.
    init?(builtIn role: Role) {
        guard let definition = Role.builtIn[role] else { return nil }
        self.role = role
        isBuiltIn = true
        about = ""
        reach = definition.reach
        permissions = definition.grants.listed
        coversForeignTypes = definition.grants.coversForeignTypes
        includes = []
        version = 1
        createdAt = nil
        updatedAt = nil
    }
}

/// One page of roles: the built-in ones first, then by name.
package struct ListRoles: Sendable {
    package var scope: RoleScope
    package var after: Role?
    package var limit: Int

    package init(_ scope: RoleScope = .all, after: Role? = nil, limit: Int) {
        self.scope = scope
        self.after = after
        self.limit = limit
    }
}
