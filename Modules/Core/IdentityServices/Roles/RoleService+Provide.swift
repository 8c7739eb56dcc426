import FoundationEssentials
package import IdentityCore

extension RoleService {
    /// Defines those of the roles that nobody has defined yet; the others stay as they are. For roles that come with the
    /// program, as the names of a dialect do: whoever hands them out may have them defined, whatever they grant. Never for
    /// what a request says.
    /// - Throws: `alreadyExists` when another role has a name that reads the same.
    package func provide(_ commands: [CreateRole], as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageUsers)
        let roles = Set(commands.map { Role($0.name, of: $0.client) })
        let known = try await storage.read(.point) { store in try store.roles.closure(of: roles).map(\.role) }
        guard !roles.subtracting(known).isEmpty else { return }
        let now = hands.clock.now()
        let definitions = try commands.map { command throws(ServiceError) in try definition(command, at: now) }
        try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            let known = Set(try store.roles.closure(of: roles).map(\.role))
            for definition in definitions where !known.contains(definition.role) {
                try store.roleWrites.insert(definition)
                try store.auditWrites.append(current.entry(.roleCreated, on: .role(definition.role), at: now))
            }
        }
    }
}
