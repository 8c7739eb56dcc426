package import FoundationEssentials

/// A name of a group: shown as written, compared folded.
package typealias GroupName = FoldedName<GroupNameKind>

package enum GroupNameKind: NameKind {
    package static func problem(in raw: String, using text: any TextNormalizing) -> FieldProblem? {
        if raw.contains("/") {
            return FieldProblem("name", .malformed, "The name of a group contains no slash: it parts groups in a path.")
        }
        return NameRules.problem(inName: raw, field: "name", using: text)
    }
}

/// People who share roles and permissions. Groups form trees; a member of a group is a member of all groups above it.
package struct Group: Hashable, Sendable, Identifiable {
    /// How many groups may stand above each other, the topmost included.
    package static let maximumDepth = 64

    package let id: GroupID
    package let organization: OrganizationID
    /// The group above; `nil` at the top.
    package var parent: GroupID?
    /// Unique, by its key, among the groups with the same parent, at the top within the organization.
    package var name: GroupName
    package var about: String
    /// Where the group comes from: kept here (`local`) or brought by a directory.
    package var source: SourceID
    package var roles: Set<Role>
    /// They reach as far as the organization does.
    package var permissions: Set<Permission>
    /// Names or DNs of groups in a directory, or values of a token's groups claim, whose people are members here.
    /// Compared byte by byte.
    package var mappedExternalGroups: Set<String>
    package let createdAt: Date
    package var updatedAt: Date
    /// Starts at 1 and moves with every change of the group itself; members move no version.
    package var version: Int

    package init(
        id: GroupID, organization: OrganizationID = .standard, parent: GroupID? = nil, name: GroupName,
        about: String = "", source: SourceID = .local, roles: Set<Role> = [], permissions: Set<Permission> = [],
        mappedExternalGroups: Set<String> = [], createdAt: Date, updatedAt: Date, version: Int = 1
    ) {
        self.id = id
        self.organization = organization
        self.parent = parent
        self.name = name
        self.about = about
        self.source = source
        self.roles = roles
        self.permissions = permissions
        self.mappedExternalGroups = mappedExternalGroups
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }
}

/// One page of groups, by name.
package struct GroupQuery: Hashable, Sendable {
    package enum Level: Hashable, Sendable {
        case all, top
        case below(GroupID)
    }

    package var organization: OrganizationID?
    package var level: Level
    /// Found anywhere in the comparison key of the name; folded.
    package var search: String?
    package var after: GroupPosition?
    package var limit: Int

    package init(
        organization: OrganizationID? = nil, level: Level = .all, search: String? = nil, after: GroupPosition? = nil,
        limit: Int
    ) {
        self.organization = organization
        self.level = level
        self.search = search
        self.after = after
        self.limit = limit
    }
}

/// Where a page of groups ended.
package struct GroupPosition: Hashable, Sendable {
    package var key: String
    package var id: GroupID

    package init(key: String, id: GroupID) {
        self.key = key
        self.id = id
    }
}

/// Why somebody is in a group.
package enum MembershipOrigin: String, Hashable, Sendable {
    /// Somebody put them there.
    case assigned
    /// The user's source says so (`Group.mappedExternalGroups`); ends when it no longer does.
    case mapped
}

/// The groups that count for a user.
package struct UserLineage: Sendable {
    /// Those that the user is in, and all above them; each once.
    package let groups: [Group]
    /// Those that the user is in, and why.
    package let direct: [GroupID: MembershipOrigin]

    package init(groups: [Group], direct: [GroupID: MembershipOrigin]) {
        self.groups = groups
        self.direct = direct
    }

    /// Those of one organization only.
    package func groups(of organization: OrganizationID) -> [Group] {
        groups.filter { $0.organization == organization }
    }
}

/// One page of the members of a group, by login.
package struct MemberQuery: Hashable, Sendable {
    package var group: GroupID
    /// Whether members of the groups below count too.
    package var includesBelow: Bool
    package var after: UserPosition?
    package var limit: Int

    package init(group: GroupID, includesBelow: Bool = false, after: UserPosition? = nil, limit: Int) {
        self.group = group
        self.includesBelow = includesBelow
        self.after = after
        self.limit = limit
    }
}
