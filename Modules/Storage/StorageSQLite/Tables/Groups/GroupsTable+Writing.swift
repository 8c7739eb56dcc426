import FoundationEssentials
import IdentityCore
import SQLiteKit

extension GroupsTable: GroupWriting {
    func insert(_ group: Group) throws(ServiceError) {
        try write(group, with: GroupStatements.insert)
        try map(group)
    }

    func replace(_ group: Group) throws(ServiceError) {
        guard try write(group, with: GroupStatements.replace) == 1 else { throw .notFound(.group) }
        try statements.run(GroupStatements.forgetMappings, group.id.rawValue)
        try map(group)
    }

    func remove(_ id: GroupID) throws(ServiceError) {
        if try statements.first(GroupStatements.hasBelow, id.rawValue, read: { _ in true }) == true {
            throw .conflict(.notEmpty(.group))
        }
        guard try statements.run(GroupStatements.remove, id.rawValue) == 1 else { throw .notFound(.group) }
        try DocumentsTable(statements: statements).removeAll(of: .group(id))
    }

    func addMember(_ user: UserID, to group: GroupID, origin: MembershipOrigin) throws(ServiceError) -> Bool {
        let login = try UsersTable(statements: statements).require(.id(user)).login
        let added = try statements.referring(to: .group).run(
            MembershipStatements.insert, group.rawValue, login.key, user.rawValue, origin.rawValue)
        if added == 0, origin == .assigned {
            try statements.run(MembershipStatements.assign, user.rawValue, group.rawValue)
        }
        return added == 1
    }

    func removeMember(_ user: UserID, from group: GroupID) throws(ServiceError) -> Bool {
        try statements.run(MembershipStatements.remove, user.rawValue, group.rawValue) == 1
    }

    @discardableResult
    private func write(_ group: Group, with sql: SQL) throws(ServiceError) -> Int {
        try statements.referring(to: .group).run(
            sql, group.id.rawValue, group.organization.rawValue, group.parent?.rawValue, group.name.display,
            group.name.key, group.about, group.source.rawValue, NameList.text(group.roles),
            NameList.text(group.permissions), NameList.text(group.mappedExternalGroups), group.createdAt.microseconds,
            group.updatedAt.microseconds, group.version)
    }

    private func map(_ group: Group) throws(ServiceError) {
        guard !group.mappedExternalGroups.isEmpty else { return }
        try statements.run(GroupStatements.map, ValueList.json(group.mappedExternalGroups), group.id.rawValue)
    }
}
