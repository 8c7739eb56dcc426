import FoundationEssentials
package import IdentityCore

extension DocumentService {
    /// Stores the document in the place of an earlier one.
    /// - Throws: `invalidInput` for a text above `Document.maximumBytes`, a name that the entity can't have, or more than
    ///   `Document.maximumCount` documents.
    package func put(
        _ name: DocumentName, _ text: String, of holder: DocumentHolder, as caller: Caller
    ) async throws(ServiceError) {
        _ = try await write(name, text, over: nil, of: holder, as: caller)
    }

    /// Stores the document if it still is what the caller has read and worked on: how a text that is unread here is
    /// changed in part. Whoever gets `false` reads again.
    /// - Parameter before: `nil` when there was no document.
    /// - Returns: whether it was stored.
    package func replace(
        _ name: DocumentName, _ before: String?, with text: String, of holder: DocumentHolder, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        try await write(name, text, over: .some(before), of: holder, as: caller)
    }

    /// - Throws: `notFound(.document)` when there is none of that name.
    package func remove(
        _ name: DocumentName, of holder: DocumentHolder, as caller: Caller
    ) async throws(ServiceError) {
        try caller.requireFullSession()
        let now = hands.clock.now(), names = hands.text
        try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.requireFullSession()
            let place = try holder.place(in: store, as: current, using: names)
            try place.requireWriting(name, in: store, as: current)
            guard try store.documentWrites.remove(name, of: place.owner) else {
                throw ServiceError.notFound(.document)
            }
            try store.auditWrites.append(
                current.entry(
                    .documentRemoved, on: place.object, at: now, in: place.organization, detail: name.rawValue))
        }
    }

    /// - Parameter before: the outer `nil` for whatever stands there.
    private func write(
        _ name: DocumentName, _ text: String, over before: String??, of holder: DocumentHolder, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        try caller.requireFullSession()
        let now = hands.clock.now(), names = hands.text
        try Self.check(name, text, of: holder.kind)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.requireFullSession()
            let place = try holder.place(in: store, as: current, using: names)
            try place.requireWriting(name, in: store, as: current)
            let present = try store.documents.find(name, of: place.owner)
            if let before, before != present?.text { return false }
            guard present?.text != text else { return true }
            if present == nil { try Self.requireRoom(in: store, of: place.owner) }
            try store.documentWrites.put(Document(owner: place.owner, name: name, text: text))
            try store.auditWrites.append(
                current.entry(.documentStored, on: place.object, at: now, in: place.organization, detail: name.rawValue)
            )
            return true
        }
    }

    static func check(_ name: DocumentName, _ text: String, of kind: EntityKind) throws(ServiceError) {
        guard name.fits(kind) else {
            throw .invalidInput([FieldProblem("name", .unknown, "There is no such document here.")])
        }
        guard text.utf8.count <= Document.maximumBytes else {
            throw .invalidInput([
                FieldProblem("document", .outOfRange, "A document has at most \(Document.maximumBytes) bytes.")
            ])
        }
    }

    static func requireRoom(in store: any StoreReading, of owner: DocumentOwner) throws(ServiceError) {
        guard try store.documents.list(of: owner).count >= Document.maximumCount else { return }
        throw .invalidInput([
            FieldProblem("name", .outOfRange, "There are at most \(Document.maximumCount) documents here.")
        ])
    }
}
