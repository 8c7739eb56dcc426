import FoundationEssentials
package import IdentityCore

extension GroupService {
    /// The groups that the user is in, not those above them, by name. Everybody may ask about themselves.
    package func directGroups(
        of user: UserID, matching name: NamePattern? = nil, with document: DocumentName? = nil, as caller: Caller
    ) async throws(ServiceError) -> [GroupNode] {
        try caller.requireFullSession()
        if user != caller.userID { try caller.require(.readGroups) }
        let pattern = name?.folded(using: hands.text)
        return try await storage.read(.point) { store in
            guard let user = try store.users.find(.id(user)),
                user.id == caller.userID || caller.reaches(user.organization, with: .readGroups)
            else { throw ServiceError.notFound(.user) }
            let lineage = try store.groups.lineage(of: user.id)
            let direct = lineage.groups(of: user.organization).filter { group in
                lineage.direct[group.id] != nil && pattern?.fits(group.name.key) ?? true
            }
            return try nodes(of: direct, with: document, in: store, as: caller)
        }
    }
}
