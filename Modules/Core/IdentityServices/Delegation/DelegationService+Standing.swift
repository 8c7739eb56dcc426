import FoundationEssentials
package import IdentityCore

extension DelegationService {
    /// Makes the groups that the caller's organization has from the beginning, once: what somebody removes later stays
    /// away. They are the same whoever asks first, and nobody is put into them, so everybody with an account may.
    /// - Parameter mark: the annotation that tells that it was done, with its text.
    package func prepare(
        _ standing: [StandingGroup], mark: (name: DocumentName, text: String), as caller: Caller
    ) async throws(ServiceError) {
        let organization = try caller.requireAccount().user.organization
        let owner = DocumentOwner.organization(organization), document = mark.name
        guard document.fits(.organization) else {
            throw .invalidInput([FieldProblem("name", .unknown, "There is no such document here.")])
        }
        let isDone = try await storage.read(.point) { store in try store.documents.find(document, of: owner) != nil }
        guard !isDone else { return }
        let now = hands.clock.now(), text = mark.text
        let ids = standing.map { _ in GroupID(hands.ids.uuid()) }.sorted()
        var names: [GroupName] = []
        for group in standing { names.append(try GroupName(group.name, using: hands.text)) }
        let named = names
        try await storage.write { store in
            _ = try caller.refreshed(in: store, at: now)
            guard try store.documents.find(document, of: owner) == nil else { return }
            let system = Caller(.system, origin: caller.origin)
            for (place, wanted) in standing.enumerated() {
                guard try store.groups.find(key: named[place].key, below: nil, of: organization) == nil else {
                    continue
                }
                let group = Group(
                    id: ids[place], organization: organization, name: named[place], permissions: wanted.permissions,
                    createdAt: now, updatedAt: now)
                try store.groupWrites.insert(group)
                try store.auditWrites.append(
                    system.entry(.groupCreated, on: .group(group), at: now, in: organization))
            }
            try store.documentWrites.put(Document(owner: owner, name: document, text: text))
        }
    }
}
