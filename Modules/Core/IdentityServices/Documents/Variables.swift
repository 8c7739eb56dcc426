import FoundationEssentials
import IdentityCore

/// The variables that come along with an entity that is made or edited: one transaction keeps both, or neither.
enum Variables {
    /// - Throws: `invalidInput` for a text above `Document.maximumBytes`.
    static func check(_ text: String?) throws(ServiceError) {
        guard let text, text.utf8.count > Document.maximumBytes else { return }
        throw .invalidInput([
            FieldProblem("variables", .outOfRange, "Variables have at most \(Document.maximumBytes) bytes.")
        ])
    }

    /// - Parameter text: `nil` leaves what is there.
    /// - Returns: whether anything changed.
    @discardableResult
    static func keep(
        _ text: String?, of owner: DocumentOwner, in store: any StoreWriting
    ) throws(ServiceError) -> Bool {
        guard let text else { return false }
        let present = try store.documents.find(.variables, of: owner)
        guard present?.text != text else { return false }
        if present == nil { try DocumentService.requireRoom(in: store, of: owner) }
        try store.documentWrites.put(Document(owner: owner, name: .variables, text: text))
        return true
    }
}
