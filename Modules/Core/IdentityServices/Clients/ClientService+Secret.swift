import FoundationEssentials
package import IdentityCore

extension ClientService {
    /// Times to try again while the master key is being rotated.
    private static let attempts = 3

    /// The secret in clear, and never without a record that it was read.
    /// - Returns: `nil` for a client without one.
    /// - Throws: `forbidden(.impersonating)`; `notFound`.
    package func secret(of id: ClientID, as caller: Caller) async throws(ServiceError) -> Secret? {
        try requireMayReveal(caller)
        let now = hands.clock.now()
        let (client, sealed) = try await storage.read(.point) { store in
            (try store.clients.require(id), try store.clients.secret(of: id))
        }
        guard let sealed else { return nil }
        let secret = try sealing.open(sealed, for: .client(client.key))
        return try await storage.write { store in
            let current = try caller.confirm(.revealClientSecrets, in: store, at: now)
            try requireMayReveal(current)
            try requireStrength(of: try store.clients.require(id), in: store, as: current)
            try store.auditWrites.append(current.entry(.clientSecretRead, on: .client(client), at: now))
            return secret
        }
    }

    /// Puts a new secret in the place of the old one, which is worth nothing from then on.
    /// - Parameter secret: a random one when left out.
    /// - Throws: `unsupported` for a public client; `invalidInput`; `notFound`.
    package func renewSecret(
        of id: ClientID, to secret: Secret? = nil, as caller: Caller
    ) async throws(ServiceError) -> Secret {
        try caller.requireOnServer(.manageClients)
        try caller.requireNoImpersonation()
        if let secret { try ClientRules.check(secret) }
        let now = hands.clock.now(), new = secret ?? newSecret
        let known = try await storage.read(.point) { store in try store.clients.require(id) }
        return try await storingSecret(new, of: known) { store, put in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            try current.requireNoImpersonation()
            let client = try store.clients.require(id)
            try requireStrength(of: client, in: store, as: current)
            guard !client.settings.isPublic else {
                throw ServiceError.unsupported("A public client has no secret.")
            }
            guard try put(store) else { return nil }
            try store.auditWrites.append(current.entry(.clientSecretSet, on: .client(client), at: now))
            return new
        }
    }

    /// The user that the client is when it signs in as itself.
    /// - Throws: `unsupported` for a client that may not; `notFound`.
    package func serviceAccount(of id: ClientID, as caller: Caller) async throws(ServiceError) -> User {
        try caller.require(.readClients)
        let now = hands.clock.now(), account = UserID(hands.ids.uuid())
        return try await storage.write { store in
            let current = try caller.confirm(.readClients, in: store, at: now)
            let client = try store.clients.require(id)
            guard client.settings.grants.contains(.clientCredentials) else {
                throw ServiceError.unsupported("This client may not sign in as itself.")
            }
            if let user = try serviceAccounts.account(of: client, in: store) { return user }
            try current.requireOnServer(.manageClients)
            try requireStrength(of: client, in: store, as: current)
            return try serviceAccounts.establish(for: client, id: account, in: store, as: current, at: now).user
        }
    }

    /// Makes the built-in clients that are not there, and secrets for those that lack one.
    package func establishBuiltIn(as caller: Caller) async throws(ServiceError) {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        for id in Client.builtIn.sorted() {
            let (found, hasSecret) = try await storage.read(.point) { store in
                (try store.clients.find(id), try store.clients.secret(of: id) != nil)
            }
            let client = found ?? Client.builtIn(id, key: hands.ids.uuid(), at: now)
            let needsSecret = !client.settings.isPublic && !hasSecret
            guard found == nil || needsSecret else { continue }
            let secret = needsSecret ? newSecret : nil
            _ = try await storingSecret(secret, of: client) { store, put -> Bool? in
                let current = try caller.confirm(.manageClients, in: store, at: now)
                // Another process was faster.
                let isNew = try store.clients.find(id) == nil
                guard try isNew || store.clients.secret(of: id) == nil else { return true }
                if isNew { try store.clientWrites.insert(client) }
                guard try put(store) else { return nil }
                let action: AuditAction = isNew ? .clientCreated : .clientSecretSet
                try store.auditWrites.append(current.entry(action, on: .client(client), at: now))
                return true
            }
        }
    }

    /// Whoever has the secret of a client is its service account, too.
    func requireStrength(of client: Client, in store: any StoreReading, as caller: Caller) throws(ServiceError) {
        guard let id = client.settings.serviceAccount, let account = try store.users.find(.id(id)) else { return }
        try caller.requireDominance(over: Authorization.grants(of: account, in: store))
    }

    /// At least 128 bits.
    var newSecret: Secret { codes.password(minimumLength: 32) }

    private func requireMayReveal(_ caller: Caller) throws(ServiceError) {
        try caller.requireOnServer(.revealClientSecrets)
        try caller.requireNoImpersonation()
    }

    /// Seals the secret and runs `body` in one transaction; again when the secret was sealed under a key that a rotation
    /// has just retired, which `body` is told by `put` and tells by `nil`.
    func storingSecret<Result: Sendable>(
        _ secret: Secret?, of client: Client,
        _ body:
            @escaping @Sendable (
                any StoreWriting, _ put: (any StoreWriting) throws(ServiceError) -> Bool
            ) throws -> Result?
    ) async throws(ServiceError) -> Result {
        for _ in 0..<Self.attempts {
            let sealed = try secret.map { secret throws(ServiceError) in
                try sealing.seal(secret, for: .client(client.key))
            }
            do throws(ServiceError) {
                return try await storage.write { store in
                    let result = try body(store) { store throws(ServiceError) in
                        guard let sealed else { return true }
                        return try store.clientWrites.putSecret(sealed, of: client.id)
                    }
                    guard let result else { throw ServiceError.limited(retryAfterSeconds: 1) }
                    return result
                }
            } catch {
                guard error == .limited(retryAfterSeconds: 1) else { throw error }
            }
        }
        throw .limited(retryAfterSeconds: 1)
    }
}
