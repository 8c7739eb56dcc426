import FoundationEssentials
package import IdentityCore

extension UserService {
    /// One page of the users that fit, by login. A name that has to fit as a whole is looked up; other names are compared
    /// along the list, which costs with the number of users in the organization.
    /// - Parameters:
    ///   - skipped: how many stand before the page; see `NumberedPages`.
    ///   - limit: `nil` for all.
    package func search(
        _ search: UserSearch, skipping skipped: Int = 0, limit: Int?, as caller: Caller
    ) async throws(ServiceError) -> [UserRecord] {
        try caller.require(.readUsers)
        _ = try caller.place(for: .readUsers, asked: search.organization)
        let asked = search.folded(using: hands.text), now = hands.clock.now(), limit = limit ?? .max
        let start = await pages.start(of: asked, skipping: skipped)
        let records = try await storage.read(.scan) { store in
            var page = PageTaking<User>(skipping: start.skipping, limit: limit)
            try walk(asked, after: start.position, in: store) { user in
                page.offer(user)
                return !page.isFull
            }
            return try self.records(of: page.items, with: asked.document, in: store, as: caller, at: now)
        }
        if let last = records.last?.user.position(in: UserSort()) {
            await pages.remember(last, of: asked, behind: skipped + records.count)
        }
        return records
    }

    /// How many fit, over all pages.
    package func count(_ search: UserSearch, as caller: Caller) async throws(ServiceError) -> Int {
        try caller.require(.readUsers)
        _ = try caller.place(for: .readUsers, asked: search.organization)
        let asked = search.folded(using: hands.text)
        return try await storage.read(.scan) { store in
            var count = 0
            try walk(asked, after: nil, in: store) { _ in
                count += 1
                return true
            }
            return count
        }
    }

    /// - Parameter visit: answers whether to go on.
    func walk(
        _ search: UserSearch, after position: UserPosition?, in store: any StoreReading,
        _ visit: (User) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        if let few = try lookedUp(search, in: store) {
            for user in try passing(few, search, in: store) { guard try visit(user) else { return } }
            return
        }
        var query = search.query
        query.after = position
        while true {
            let page = try store.users.list(query)
            for user in try passing(page, search, in: store) { guard try visit(user) else { return } }
            guard page.count == query.limit, let last = page.last else { return }
            query.after = last.position(in: query.sort)
        }
    }

    /// - Returns: `nil` when nobody is named outright.
    private func lookedUp(_ search: UserSearch, in store: any StoreReading) throws(ServiceError) -> [User]? {
        if let ids = search.ids {
            var found: [User] = []
            for id in ids { if let user = try store.users.find(.id(id)) { found.append(user) } }
            return found.sorted { $0.login.key.utf8.lexicographicallyPrecedes($1.login.key.utf8) }
        }
        for pattern in [search.login, search.email] {
            if let pattern, pattern.place == .whole { return try store.users.find(keys: [pattern.text]) }
        }
        if let source = search.source, let id = search.externalID {
            return try store.users.find(.external(source, id)).map { [$0] } ?? []
        }
        return nil
    }

    private func passing(
        _ users: [User], _ search: UserSearch, in store: any StoreReading
    ) throws(ServiceError) -> [User] {
        let fitting = users.filter { search.fits($0, using: hands.text) }
        guard let condition = search.condition, let name = search.document, !fitting.isEmpty else { return fitting }
        let documents = try store.documents.list(name, of: fitting.map { .user($0.id) })
        let owners = Set(documents.filter { condition.fits($0.text) }.map(\.owner))
        return fitting.filter { owners.contains(.user($0.id)) }
    }
}
