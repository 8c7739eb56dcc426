import FoundationEssentials
package import IdentityCore

extension ClientService {
    /// One page of the clients of a realm and of those of every realm, by id. Clients are few: each page looks at all.
    /// - Parameters:
    ///   - id: `nil` for any.
    ///   - isPart: whether the id is found anywhere in a client's, whatever the letter case, or is the whole.
    ///   - limit: `nil` for all.
    package func search(
        of realm: OrganizationID, id: String? = nil, isPart: Bool = false, skipping skipped: Int = 0, limit: Int?,
        as caller: Caller
    ) async throws(ServiceError) -> [Client] {
        try caller.require(.readClients)
        let text = hands.text, size = 500
        let found = try await storage.read(.scan) { store in
            var found: [Client] = []
            while true {
                let page = try store.clients.list(of: realm, after: found.last?.id, limit: size)
                found += page
                guard page.count == size else { return found }
            }
        }
        let fitting = found.filter { client in
            guard let id else { return true }
            return isPart
                ? text.comparisonKey(client.id.rawValue).contains(text.comparisonKey(id)) : client.id.rawValue == id
        }
        return Array(fitting.dropFirst(max(skipped, 0)).prefix(limit ?? .max))
    }

    /// Deletes the client with the roles that are its own, which are taken from everybody. The caller holds what these
    /// grant.
    /// - Throws: as `delete` does, and `forbidden(.targetIsStronger)`.
    package func deleteWithRoles(_ id: ClientID, as caller: Caller) async throws(ServiceError) {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            let client = try store.clients.require(id)
            guard !client.isBuiltIn else { throw ServiceError.conflict(.builtIn(.client)) }
            for definition in try store.roles.everything(in: .client(id)) {
                try current.requireDominance(over: definition, in: store)
                try store.roleWrites.remove(definition.role)
                try store.auditWrites.append(current.entry(.roleDeleted, on: .role(definition.role), at: now))
            }
            try store.clientWrites.remove(id)
            try serviceAccounts.retire(of: client, in: store, as: current, at: now)
            try store.auditWrites.append(current.entry(.clientDeleted, on: .client(client), at: now))
        }
    }
}
