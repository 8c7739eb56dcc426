package import FoundationEssentials
package import IdentityCore

/// Programs that sign users in: create, read, list, edit, enable, disable, delete. They belong to the server as a whole;
/// whoever may read clients at all reads every one.
package struct ClientService: Sendable {
    let storage: any Storage
    let sealing: any Sealing
    let codes: any OneTimeCodeMaking
    let hands: ServiceHands

    var serviceAccounts: ServiceAccounts { ServiceAccounts(hands: hands) }

    package init(storage: any Storage, sealing: any Sealing, codes: any OneTimeCodeMaking, hands: ServiceHands) {
        self.storage = storage
        self.sealing = sealing
        self.codes = codes
        self.hands = hands
    }

    /// A confidential client is given a secret, which `secret(of:as:)` tells.
    /// - Throws: `invalidInput`; `alreadyExists`; `notFound(.organization)` for the realm.
    package func create(_ command: CreateClient, as caller: Caller) async throws(ServiceError) -> Client {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        let name = try PlaceDraft.checked(id: command.id, name: command.name, using: hands.text)
        try ClientRules.check(about: command.about)
        try ClientRules.check(command.settings)
        if let secret = command.secret { try ClientRules.check(secret) }
        var settings = command.settings
        settings.serviceAccount = nil
        let client = Client(
            id: ClientID(rawValue: command.id), key: command.key ?? hands.ids.uuid(), name: name,
            about: command.about, isEnabled: command.isEnabled, settings: settings, createdAt: now, updatedAt: now)
        let secret = client.settings.isPublic ? nil : command.secret ?? newSecret
        let account = UserID(hands.ids.uuid())
        return try await storingSecret(secret, of: client) { store, put in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            try requireRealm(of: client, in: store)
            try store.clientWrites.insert(client)
            guard try put(store) else { return nil }
            try store.auditWrites.append(current.entry(.clientCreated, on: .client(client), at: now))
            return try withServiceAccount(client, account, in: store, as: current, at: now)
        }
    }

    package func read(_ id: ClientID, as caller: Caller) async throws(ServiceError) -> Client {
        try caller.require(.readClients)
        return try await storage.read(.point) { store in try store.clients.require(id) }
    }

    package func read(key: UUID, as caller: Caller) async throws(ServiceError) -> Client {
        try caller.require(.readClients)
        return try await storage.read(.point) { store in
            guard let client = try store.clients.find(key: key) else { throw ServiceError.notFound(.client) }
            return client
        }
    }

    /// By id.
    /// - Parameter realm: only the clients of this one and those of every realm.
    package func list(
        of realm: OrganizationID? = nil, after: ClientID? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [Client] {
        try caller.require(.readClients)
        return try await storage.read(.scan) { store in
            try store.clients.list(of: realm, after: after, limit: limit)
        }
    }

    /// - Throws: `conflict(.builtIn(.client))`; `conflict(.notEmpty(.role))` while roles of the client are defined;
    ///   `conflict(.versionMoved)`.
    package func delete(_ id: ClientID, ifVersion: Int? = nil, as caller: Caller) async throws(ServiceError) {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            let client = try store.clients.require(id)
            guard !client.isBuiltIn else { throw ServiceError.conflict(.builtIn(.client)) }
            try requireVersion(ifVersion, current: client.version)
            try store.clientWrites.remove(id)
            try serviceAccounts.retire(of: client, in: store, as: current, at: now)
            try store.auditWrites.append(current.entry(.clientDeleted, on: .client(client), at: now))
        }
    }

    /// - Parameter known: the realm that the client has already.
    func requireRealm(
        of client: Client, known: OrganizationID? = nil, in store: any StoreReading
    ) throws(ServiceError) {
        guard let realm = client.settings.realm else { return }
        // It would go with the realm, and be missed in all others.
        guard !client.isBuiltIn || realm == known else {
            throw .invalidInput([
                FieldProblem("realm", .malformed, "A client that is there from the start serves every realm.")
            ])
        }
        guard try store.organizations.find(realm) != nil else { throw .notFound(.organization) }
    }

    /// A client that may sign in as itself has somebody to be from then on.
    func withServiceAccount(
        _ client: Client, _ id: UserID, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> Client {
        guard client.settings.grants.contains(.clientCredentials) else { return client }
        return try serviceAccounts.establish(for: client, id: id, in: store, as: caller, at: now).client
    }
}

extension ClientReading {
    func require(_ id: ClientID) throws(ServiceError) -> Client {
        guard let client = try find(id) else { throw .notFound(.client) }
        return client
    }
}

extension AuditObject {
    static func client(_ client: Client) -> AuditObject {
        AuditObject(kind: .client, id: client.id.rawValue, name: client.name)
    }
}
