import FoundationEssentials
package import IdentityCore

/// The documents of users, groups, organizations, tenants and workspaces: properties, variables, settings, and what only
/// one dialect knows. That a text is a JSON object is checked by whoever speaks JSON; here it is kept unread.
///
/// Properties and settings of an account are written by its user and by administrators, everything else by
/// administrators. Admin properties are seen by administrators only.
package struct DocumentService: Sendable {
    let storage: any Storage
    let hands: ServiceHands

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    /// - Throws: `notFound(.document)` when there is none of that name.
    package func read(
        _ name: DocumentName, of holder: DocumentHolder, as caller: Caller
    ) async throws(ServiceError) -> Document {
        guard let document = try await find(name, of: holder, as: caller) else { throw .notFound(.document) }
        return document
    }

    /// - Returns: `nil` when there is none of that name.
    package func find(
        _ name: DocumentName, of holder: DocumentHolder, as caller: Caller
    ) async throws(ServiceError) -> Document? {
        try caller.requireFullSession()
        let text = hands.text
        return try await storage.read(.point) { store in
            let place = try holder.place(in: store, as: caller, using: text)
            try place.requireReading(name, as: caller)
            return try store.documents.find(name, of: place.owner)
        }
    }

    /// One document of each of the entities that have it, in one transaction.
    package func list(
        _ name: DocumentName, of holders: [DocumentHolder], as caller: Caller
    ) async throws(ServiceError) -> [DocumentHolder: Document] {
        try caller.requireFullSession()
        let text = hands.text
        return try await storage.read(.scan) { store in
            var holderOf: [DocumentOwner: DocumentHolder] = [:]
            for holder in holders {
                let place = try holder.place(in: store, as: caller, using: text)
                try place.requireReading(name, as: caller)
                holderOf[place.owner] = holder
            }
            let found = try store.documents.list(name, of: Array(holderOf.keys))
            return found.reduce(into: [:]) { list, document in
                if let holder = holderOf[document.owner] { list[holder] = document }
            }
        }
    }

    /// What the caller may see of the entity's documents, by name.
    package func list(of holder: DocumentHolder, as caller: Caller) async throws(ServiceError) -> [Document] {
        try caller.requireFullSession()
        let text = hands.text
        return try await storage.read(.point) { store in
            let place = try holder.place(in: store, as: caller, using: text)
            return try store.documents.list(of: place.owner).filter { place.mayRead($0.name, as: caller) }
        }
    }
}

extension DocumentPlace {
    func mayRead(_ name: DocumentName, as caller: Caller) -> Bool {
        switch name {
        case .adminProperties: mayAdminister(as: caller)
        case .configuration: isOwn || mayAdminister(as: caller)
        default: true
        }
    }

    func requireReading(_ name: DocumentName, as caller: Caller) throws(ServiceError) {
        guard mayRead(name, as: caller) else { throw .forbidden(.missingRight(.manageUsers)) }
    }

    /// What users keep for themselves they may write, everything else needs the right; and nobody writes to an account
    /// that is stronger.
    func requireWriting(_ name: DocumentName, in store: any StoreReading, as caller: Caller) throws(ServiceError) {
        if isOwn, user != nil, name == .userProperties || name == .configuration { return }
        guard mayAdminister(as: caller) else {
            throw .forbidden(.missingRight(Right(rawValue: "\(writing.type):manage") ?? .manageServer))
        }
        if let user, !isOwn { try caller.requireDominance(over: Authorization.grants(of: user, in: store)) }
    }

    private func mayAdminister(as caller: Caller) -> Bool { caller.grants.allow(writing, in: organization) }
}
