import IdentityCore

/// Roles and everything that they include, each once, so that a circle ends where it began.
struct RoleClosure: Sendable {
    private let definitions: [Role: (grants: PermissionSet, reach: Reach)]
    private let includes: [Role: Set<Role>]

    /// - Parameter defined: the closure of those that are no built-in ones.
    init(of roles: Set<Role>, defined: [RoleDefinition]) {
        var definitions: [Role: (grants: PermissionSet, reach: Reach)] = [:]
        for role in defined.reduce(into: roles, { $0.formUnion($1.includes) }) {
            definitions[role] = Role.builtIn[role]
        }
        for definition in defined { definitions[definition.role] = (definition.grants, definition.reach) }
        self.definitions = definitions
        includes = Dictionary(uniqueKeysWithValues: defined.map { ($0.role, $0.includes) })
    }

    /// Those that are defined.
    var roles: Set<Role> { Set(definitions.keys) }

    func add(to grants: inout Grants) {
        for definition in definitions.values { grants.add(definition.grants, definition.reach) }
    }

    /// The role, if it is defined, and all that it includes, the nearest first.
    func everything(in role: Role) -> [(role: Role, grants: PermissionSet, reach: Reach)] {
        var found: [(role: Role, grants: PermissionSet, reach: Reach)] = [], passed: Set<Role> = [], next = [role]
        while !next.isEmpty {
            var further: Set<Role> = []
            for role in next where passed.insert(role).inserted {
                guard let definition = definitions[role] else { continue }
                found.append((role, definition.grants, definition.reach))
                further.formUnion(includes[role] ?? [])
            }
            next = further.sorted()
        }
        return found
    }

    /// Those of the roles that give, by themselves or through what they include.
    func giving(_ gives: (PermissionSet) -> Bool) -> Set<Role> {
        var giving = Set(definitions.filter { gives($0.value.grants) }.keys)
        var includers: [Role: Set<Role>] = [:]
        for (role, included) in includes { for one in included { includers[one, default: []].insert(role) } }
        var open = Array(giving)
        while let role = open.popLast() {
            for includer in includers[role] ?? [] where giving.insert(includer).inserted { open.append(includer) }
        }
        return giving
    }
}
