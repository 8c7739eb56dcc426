package import IdentityCore

extension UserService {
    /// One user. Everybody may read themselves.
    package func read(_ selector: UserSelector, as caller: Caller) async throws(ServiceError) -> User {
        try caller.requireFullSession()
        let reference = try reference(selector)
        let user = try await storage.read(.point) { store in try store.users.find(reference) }
        if let user, user.id == caller.userID { return user }
        try caller.require(.readUsers)
        guard let user, caller.reaches(user.organization, with: .readUsers) else { throw .notFound(.user) }
        return user
    }

    /// One page. `query.search` is folded here; the page is in the order asked for. Who may see only the own
    /// organization gets only that.
    package func list(_ query: UserQuery, as caller: Caller) async throws(ServiceError) -> [User] {
        try caller.require(.readUsers)
        var folded = query
        folded.organization = try caller.place(for: .readUsers, asked: query.organization)
        folded.search = query.search.map(hands.text.comparisonKey)
        let asked = folded
        return try await storage.read(.scan) { store in try store.users.list(asked) }
    }
}
