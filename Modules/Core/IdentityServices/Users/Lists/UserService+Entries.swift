import FoundationEssentials
package import IdentityCore

/// Which users a whole list is of.
package enum UserEntryFilter: Sendable {
    case all, enabled
    /// Those whose time for trying the product out is over.
    case trialOver
}

extension UserService {
    /// Users of one page of a whole list.
    static let entryPage = 500

    /// Hands on all users in reach, by login, page by page: however many there are, one page stands in memory. Whoever
    /// comes or goes meanwhile may be missing.
    package func entries(
        _ filter: UserEntryFilter = .all, as caller: Caller, _ page: ([UserEntry]) -> Void
    ) async throws(ServiceError) {
        try caller.require(.readUsers)
        let place = try caller.place(for: .readUsers, asked: nil)
        try await entries(filter, of: place, page)
    }

    /// The same of the people of the caller's own organization, for everybody who is at home there: whom one works with is
    /// no secret. A key that was limited to something is good for that only.
    package func directory(
        as caller: Caller, _ page: ([UserEntry]) -> Void
    ) async throws(ServiceError) {
        try await entries(.all, of: try caller.directoryPlace, page)
    }

    /// One of those that `directory` shows.
    package func directoryEntry(
        of selector: UserSelector, as caller: Caller
    ) async throws(ServiceError) -> UserEntry {
        let place = try caller.directoryPlace, reference = try reference(selector), now = hands.clock.now()
        return try await storage.read(.point) { store in
            guard let user = try store.users.find(reference), place.map({ $0 == user.organization }) ?? true else {
                throw ServiceError.notFound(.user)
            }
            return try UserEntry.all([user], in: store, at: now)[0]
        }
    }

    private func entries(
        _ filter: UserEntryFilter, of place: OrganizationID?, _ page: ([UserEntry]) -> Void
    ) async throws(ServiceError) {
        let now = hands.clock.now()
        var query = UserQuery(organization: place, limit: Self.entryPage)
        if case .enabled = filter { query.isEnabled = true }
        while true {
            let asked = query
            let (last, entries) = try await storage.read(.scan) { store in
                let users = try store.users.list(asked)
                let wanted = filter.among(users, at: now)
                return (users.count < asked.limit ? nil : users.last, try UserEntry.all(wanted, in: store, at: now))
            }
            page(entries)
            guard let last else { return }
            query.after = last.position(in: query.sort)
        }
    }
}

extension UserEntryFilter {
    /// What the store was not asked for.
    fileprivate func among(_ users: [User], at now: Date) -> [User] {
        guard case .trialOver = self else { return users }
        return users.filter { user in user.trial.map { $0.expiresOn <= now } ?? false }
    }
}

extension Caller {
    /// The organization whose people the caller may know of; `nil` for all.
    fileprivate var directoryPlace: OrganizationID? {
        get throws(ServiceError) {
            try requireFullSession()
            if grants.contains(.readUsers) { return try place(for: .readUsers, asked: nil) }
            guard key?.scopes == nil else { throw .forbidden(.missingRight(.readUsers)) }
            return organization
        }
    }
}
