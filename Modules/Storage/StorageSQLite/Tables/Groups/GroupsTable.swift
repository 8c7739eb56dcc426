import FoundationEssentials
import IdentityCore
import SQLiteKit

struct GroupsTable: GroupReading {
    let statements: StatementRunner

    func find(_ id: GroupID) throws(ServiceError) -> Group? {
        try statements.first(GroupStatements.byID, id.rawValue, read: GroupColumns.group)
    }

    func find(
        key: String, below parent: GroupID?, of organization: OrganizationID
    ) throws(ServiceError) -> Group? {
        guard let parent else {
            return try statements.first(
                GroupStatements.byNameAtTop, organization.rawValue, key, read: GroupColumns.group)
        }
        return try statements.first(
            GroupStatements.byNameBelow, parent.rawValue, key, organization.rawValue, read: GroupColumns.group)
    }

    func list(_ query: GroupQuery) throws(ServiceError) -> [Group] {
        let select = GroupListStatement(query)
        return try statements.all(text: select.text, values: select.values, read: GroupColumns.group)
    }

    func lineage(of groups: Set<GroupID>) throws(ServiceError) -> [Group] {
        try statements.all(LineageStatements.ofGroups, ValueList.bytes(groups), read: GroupColumns.group)
    }

    func lineage(of user: UserID) throws(ServiceError) -> UserLineage {
        var direct: [GroupID: MembershipOrigin] = [:]
        let groups = try statements.all(LineageStatements.ofUser, user.rawValue) { row throws(SQLiteError) in
            let group = try GroupColumns.group(row)
            if !row.isNull(GroupColumns.count) {
                direct[group.id] = try row.word(GroupColumns.count, MembershipOrigin.self)
            }
            return group
        }
        return UserLineage(groups: groups, direct: direct)
    }

    func lineage(below groups: Set<GroupID>, limit: Int) throws(ServiceError) -> Set<GroupID> {
        let found = try statements.all(LineageStatements.below, ValueList.bytes(groups), max(limit, 0)) {
            row throws(SQLiteError) in GroupID(try row.uuid(0))
        }
        return Set(found)
    }

    func memberships(of user: UserID) throws(ServiceError) -> [GroupID: MembershipOrigin] {
        let found = try statements.all(MembershipStatements.ofUser, user.rawValue) { row throws(SQLiteError) in
            (GroupID(try row.uuid(0)), try row.word(1, MembershipOrigin.self))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    func memberships(of users: Set<UserID>) throws(ServiceError) -> [UserID: [GroupID: MembershipOrigin]] {
        var found: [UserID: [GroupID: MembershipOrigin]] = [:]
        _ = try statements.all(MembershipStatements.ofUsers, ValueList.bytes(users)) { row throws(SQLiteError) in
            found[UserID(try row.uuid(0)), default: [:]][GroupID(try row.uuid(1))] =
                try row.word(2, MembershipOrigin.self)
        }
        return found
    }

    func groups(of users: [UserID]) throws(ServiceError) -> [[GroupID]] {
        var found = [[GroupID]](repeating: [], count: users.count)
        try statements.each(MembershipStatements.groupsOfUser, of: users.map(\.rawValue)) {
            place, row throws(SQLiteError) in found[place].append(GroupID(try row.uuid(0)))
        }
        return found
    }

    func members(_ query: MemberQuery) throws(ServiceError) -> [User] {
        let start = LoginPosition(query.after)
        return try statements.all(
            query.includesBelow ? MembershipStatements.membersBelow : MembershipStatements.members,
            query.group.rawValue, start.key, start.id, max(query.limit, 0), read: UserColumns.user)
    }

    func mapped(to external: Set<String>, of organization: OrganizationID) throws(ServiceError) -> [Group] {
        try statements.all(
            GroupStatements.mapped, ValueList.json(external), organization.rawValue, read: GroupColumns.group)
    }

    func granting(holding role: Role?, of organization: OrganizationID?) throws(ServiceError) -> [Group] {
        try statements.all(
            GroupStatements.granting, role.map { ValueList.json([$0.rawValue]) }, organization?.rawValue,
            read: GroupColumns.group)
    }

    func countBelow(_ groups: Set<GroupID>) throws(ServiceError) -> [GroupID: Int] {
        let found = try statements.all(GroupStatements.countBelow, ValueList.bytes(groups)) {
            row throws(SQLiteError) in (GroupID(try row.uuid(0)), row.int(1))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    func count() throws(ServiceError) -> Int { try statements.first(GroupStatements.count) { $0.int(0) } ?? 0 }
}
