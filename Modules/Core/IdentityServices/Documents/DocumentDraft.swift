import IdentityCore

/// Documents that are stored in the transaction that makes or changes their owner, which has asked for the right.
struct DocumentDraft: Sendable {
    /// `nil` for one that is to go.
    private let texts: [(name: DocumentName, text: String?)]

    /// - Throws: `invalidInput` for a name that the owner can't have or a text that is too long.
    init(_ documents: [DocumentName: String?], of kind: EntityKind) throws(ServiceError) {
        for (name, text) in documents { try DocumentService.check(name, text ?? "", of: kind) }
        texts = documents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// - Parameter variables: `nil` leaves what is there.
    init(variables: String?, of kind: EntityKind) throws(ServiceError) {
        try self.init(variables.map { [.variables: $0] } ?? [:], of: kind)
    }

    /// - Returns: the names of those that are others than before.
    func store(of owner: DocumentOwner, in store: any StoreWriting) throws(ServiceError) -> [String] {
        var changed: [String] = []
        for (name, text) in texts {
            let present = try store.documents.find(name, of: owner)
            guard present?.text != text else { continue }
            if let text {
                if present == nil { try DocumentService.requireRoom(in: store, of: owner) }
                try store.documentWrites.put(Document(owner: owner, name: name, text: text))
            } else {
                _ = try store.documentWrites.remove(name, of: owner)
            }
            changed.append(name.rawValue)
        }
        return changed
    }
}
