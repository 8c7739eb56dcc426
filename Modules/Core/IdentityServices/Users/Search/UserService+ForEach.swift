package import IdentityCore

extension UserService {
    /// Everybody who fits, in the order of `query.sort`, page by page: `query.limit` says how many at once. Who may see
    /// only the own organization gets only that.
    package func forEach(
        _ query: UserQuery, as caller: Caller, _ visit: (UserRecord) -> Void
    ) async throws(ServiceError) {
        try caller.require(.readUsers)
        let now = hands.clock.now()
        var next = query
        next.organization = try caller.place(for: .readUsers, asked: query.organization)
        next.search = query.search.map(hands.text.comparisonKey)
        while true {
            let asked = next
            let page = try await storage.read(.scan) { store in
                try records(of: store.users.list(asked), with: nil, in: store, as: caller, at: now)
            }
            for record in page { visit(record) }
            guard page.count == asked.limit, let last = page.last else { return }
            next.after = last.user.position(in: asked.sort)
        }
    }

    /// Those of the users whom the caller may read, oneself always; nobody is missed.
    package func readKnown(_ ids: [UserID], as caller: Caller) async throws(ServiceError) -> [UserRecord] {
        try caller.requireFullSession()
        let now = hands.clock.now()
        return try await storage.read(.scan) { store in
            var found: [User] = []
            for id in ids {
                guard let user = try store.users.find(.id(id)) else { continue }
                found.append(user)
            }
            return try records(of: found, with: nil, in: store, as: caller, at: now).filter(\.access.view)
        }
    }
}
