package import IdentityCore

/// Programs that sign users in: create, read, list, edit, enable, disable, delete. They belong to the server as a whole;
/// whoever may read clients at all reads every one.
package struct ClientService: Sendable {
    let storage: any Storage
    let hands: ServiceHands

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    /// - Throws: `invalidInput`; `alreadyExists`.
    package func create(_ command: CreateClient, as caller: Caller) async throws(ServiceError) -> Client {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        let name = try PlaceDraft.checked(id: command.id, name: command.name, using: hands.text)
        try Self.check(about: command.about)
        let client = Client(
            id: ClientID(rawValue: command.id), name: name, about: command.about, isEnabled: command.isEnabled,
            createdAt: now, updatedAt: now)
        return try await storage.write { store in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            try store.clientWrites.insert(client)
            try store.auditWrites.append(current.entry(.clientCreated, on: .client(client), at: now))
            return client
        }
    }

    package func read(_ id: ClientID, as caller: Caller) async throws(ServiceError) -> Client {
        try caller.require(.readClients)
        return try await storage.read(.point) { store in try store.clients.require(id) }
    }

    /// By id.
    package func list(
        after: ClientID? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [Client] {
        try caller.require(.readClients)
        return try await storage.read(.scan) { store in try store.clients.list(after: after, limit: limit) }
    }

    /// Changes what `edit` names.
    /// - Throws: `conflict(.versionMoved)`, `invalidInput`, `notFound`.
    package func edit(_ id: ClientID, _ edit: EditClient, as caller: Caller) async throws(ServiceError) -> Client {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        if let name = edit.name { try PlaceDraft.check(name: name, using: hands.text) }
        if let about = edit.about { try Self.check(about: about) }
        return try await storage.write { store in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            let before = try store.clients.require(id)
            try requireVersion(edit.ifVersion, current: before.version)
            var after = before
            after.name = edit.name ?? before.name
            after.about = edit.about ?? before.about
            after.isEnabled = edit.isEnabled ?? before.isEnabled
            guard after != before else { return before }
            after.updatedAt = now
            after.version += 1
            try store.clientWrites.replace(after)
            for (action, detail) in Self.actions(after, before) {
                try store.auditWrites.append(current.entry(action, on: .client(after), at: now, detail: detail))
            }
            return after
        }
    }

    /// - Throws: `conflict(.notEmpty(.role))` while roles of the client are defined; `conflict(.versionMoved)`.
    package func delete(_ id: ClientID, ifVersion: Int? = nil, as caller: Caller) async throws(ServiceError) {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            let client = try store.clients.require(id)
            try requireVersion(ifVersion, current: client.version)
            try store.clientWrites.remove(id)
            try store.auditWrites.append(current.entry(.clientDeleted, on: .client(client), at: now))
        }
    }

    private static func actions(_ client: Client, _ before: Client) -> [(AuditAction, String?)] {
        let fields = [("name", client.name != before.name), ("about", client.about != before.about)]
            .filter(\.1).map(\.0)
        var actions: [(AuditAction, String?)] = []
        if !fields.isEmpty { actions.append((.clientEdited, fields.joined(separator: ", "))) }
        if client.isEnabled != before.isEnabled {
            actions.append((client.isEnabled ? .clientEnabled : .clientDisabled, nil))
        }
        return actions
    }

    private static func check(about: String) throws(ServiceError) {
        guard about.utf8.count > Client.maximumAboutBytes else { return }
        throw .invalidInput([
            FieldProblem("about", .outOfRange, "about has at most \(Client.maximumAboutBytes) bytes.")
        ])
    }
}

/// What a new client is to be.
package struct CreateClient: Sendable {
    /// Chosen by the caller; see `NameRules`.
    package var id: String
    /// The id when left out.
    package var name: String?
    package var about: String
    package var isEnabled: Bool

    package init(id: String, name: String? = nil, about: String = "", isEnabled: Bool = true) {
        self.id = id
        self.name = name
        self.about = about
        self.isEnabled = isEnabled
    }
}

/// What an edit changes; a field left out stays.
package struct EditClient: Sendable {
    package var name: String?
    package var about: String?
    package var isEnabled: Bool?
    /// Refuses the edit when the client has moved on from this version.
    package var ifVersion: Int?

    package init() {}
}

extension ClientReading {
    func require(_ id: ClientID) throws(ServiceError) -> Client {
        guard let client = try find(id) else { throw .notFound(.client) }
        return client
    }
}

extension AuditObject {
    fileprivate static func client(_ client: Client) -> AuditObject {
        AuditObject(kind: .client, id: client.id.rawValue, name: client.name)
    }
}
