import IdentityCore

struct MemoryRoles: RoleReading, RoleWriting {
    let transaction: MemoryTransaction

    func find(_ role: Role) throws(ServiceError) -> RoleDefinition? { transaction.contents.roles[role] }

    func closure(of roles: Set<Role>) throws(ServiceError) -> [RoleDefinition] {
        var found: [Role: RoleDefinition] = [:], open = Array(roles)
        while let role = open.popLast() {
            guard found[role] == nil, let definition = transaction.contents.roles[role] else { continue }
            found[role] = definition
            open += definition.includes
        }
        return found.values.sorted { $0.role < $1.role }
    }

    func list(_ scope: RoleScope, after: Role?, limit: Int) throws(ServiceError) -> [RoleDefinition] {
        let matching = transaction.contents.roles.values
            .filter { scope.includes($0.role) }
            .filter { definition in after.map { $0 < definition.role } ?? true }
            .sorted { $0.role < $1.role }
        return Array(matching.prefix(max(limit, 0)))
    }

    func insert(_ definition: RoleDefinition) throws(ServiceError) {
        let isTaken = transaction.contents.roles.values.contains {
            $0.role == definition.role || ($0.role.client == definition.role.client && $0.key == definition.key)
        }
        if isTaken { throw .alreadyExists(.role, field: "name") }
        transaction.contents.roles[definition.role] = definition
    }

    func replace(_ definition: RoleDefinition) throws(ServiceError) {
        guard transaction.contents.roles[definition.role] != nil else { throw .notFound(.role) }
        transaction.contents.roles[definition.role] = definition
    }

    func remove(_ role: Role) throws(ServiceError) {
        guard transaction.contents.roles.removeValue(forKey: role) != nil else { throw .notFound(.role) }
        transaction.contents.documents[.role(role)] = nil
        for (other, definition) in transaction.contents.roles where definition.includes.contains(role) {
            transaction.contents.roles[other]?.includes.remove(role)
            transaction.contents.roles[other]?.version += 1
        }
        for (id, user) in transaction.contents.users where user.roles.contains(role) {
            transaction.contents.users[id]?.roles.remove(role)
            transaction.contents.users[id]?.version += 1
        }
        for (id, group) in transaction.contents.groups.groups where group.roles.contains(role) {
            transaction.contents.groups.groups[id]?.roles.remove(role)
            transaction.contents.groups.groups[id]?.version += 1
        }
    }
}

extension RoleScope {
    fileprivate func includes(_ role: Role) -> Bool {
        switch self {
        case .all: true
        case .realm: role.client == nil
        case .client(let id): role.client == id
        }
    }
}
