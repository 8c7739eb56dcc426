import FoundationEssentials
package import IdentityCore

extension UserService {
    /// Makes the first user of an empty store, a super-admin. Of two first starts at once, one wins.
    /// - Throws: `conflict(.alreadyInitialized)` when there is any user.
    package func createFirstAdministrator(
        login: String, password: Secret, as caller: Caller
    ) async throws(ServiceError) -> User {
        try caller.require(.manageServer)
        let now = hands.clock.now()
        let prepared = try await prepare(
            CreateUser(
                login: login, roles: [Role.superAdmin.rawValue], credential: .password(password, temporary: false)),
            at: now)
        return try await storage.write { store in
            let current = try caller.confirm(.manageServer, in: store, at: now)
            guard try store.users.count() == 0 else { throw ServiceError.conflict(.alreadyInitialized) }
            try store.auditWrites.append(
                caller.entry(.serverInitialized, on: AuditObject(kind: .server, id: ""), at: now))
            return try insert(prepared, in: store, as: current, at: now)
        }
    }
}
