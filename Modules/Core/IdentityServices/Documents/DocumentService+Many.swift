import FoundationEssentials
package import IdentityCore

/// Entities of one kind, as the caller has read them.
package enum DocumentHolders: Sendable {
    case users([User])
    case organizations([Organization])
    case tenants([Tenant])

    func places(as caller: Caller) -> [DocumentPlace] {
        switch self {
        case .users(let users): users.map { DocumentHolder.place(of: $0, as: caller) }
        case .organizations(let organizations): organizations.map { DocumentHolder.place(of: $0, as: caller) }
        case .tenants(let tenants): tenants.map { DocumentHolder.place(of: $0, as: caller) }
        }
    }
}

extension DocumentService {
    /// The document of that name of each of many, in one question. Whoever has none, or one that the caller may not see,
    /// is left out.
    package func find(
        _ name: DocumentName, ofEach holders: DocumentHolders, as caller: Caller
    ) async throws(ServiceError) -> [DocumentOwner: Document] {
        try caller.requireFullSession()
        let owners = holders.places(as: caller).filter { place in
            (place.isOwn || caller.grants.allow(place.reading, in: place.organization))
                && place.mayRead(name, as: caller)
        }.map(\.owner)
        guard !owners.isEmpty else { return [:] }
        let found = try await storage.read(.scan) { store in try store.documents.list(name, of: owners) }
        return Dictionary(found.map { ($0.owner, $0) }) { first, _ in first }
    }
}
