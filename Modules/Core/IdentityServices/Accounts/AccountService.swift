import FoundationEssentials
package import IdentityCore

/// A whole account at once: the user, its groups, documents, secrets and credentials. For clients that read one sheet, change
/// some of it and send all of it back: everything is kept, or nothing.
package struct AccountService: Sendable {
    let users: UserService
    let secrets: SecretService

    init(users: UserService, secrets: SecretService) {
        self.users = users
        self.secrets = secrets
    }

    var storage: any Storage { users.storage }
    var hands: ServiceHands { users.hands }

    /// - Throws: `notFound(.user)`.
    package func read(_ selector: UserSelector, as caller: Caller) async throws(ServiceError) -> AccountSheet {
        try caller.require(.readUsers)
        let reference = try users.reference(selector), now = hands.clock.now(), text = hands.text
        return try await storage.read(.point) { store in
            let user = try store.users.require(reference)
            try caller.requireReach(.readUsers, into: user.organization, orNotFound: .user)
            return try AccountSheet(UserEntry.all([user], in: store, at: now)[0], in: store, as: caller, using: text)
        }
    }

    /// The caller's own.
    package func readOwn(as caller: Caller) async throws(ServiceError) -> AccountSheet {
        try caller.requireFullSession()
        let id = try caller.requireAccount().user.id, now = hands.clock.now(), text = hands.text
        return try await storage.read(.point) { store in
            guard let user = try store.users.find(.id(id)) else { throw ServiceError.unauthenticated }
            return try AccountSheet(UserEntry.all([user], in: store, at: now)[0], in: store, as: caller, using: text)
        }
    }

    /// Hands on the sheets of all users in reach, by login, page by page.
    package func sheets(
        as caller: Caller, _ page: ([AccountSheet]) -> Void
    ) async throws(ServiceError) {
        try caller.require(.readUsers)
        let place = try caller.place(for: .readUsers, asked: nil), now = hands.clock.now(), text = hands.text
        var query = UserQuery(organization: place, limit: UserService.entryPage)
        while true {
            let asked = query
            let sheets = try await storage.read(.scan) { store in
                try UserEntry.all(store.users.list(asked), in: store, at: now).map {
                    try AccountSheet($0, in: store, as: caller, using: text)
                }
            }
            page(sheets)
            guard sheets.count == asked.limit, let last = sheets.last?.entry.user else { return }
            query.after = last.position(in: query.sort)
        }
    }
}

extension AccountSheet {
    init(
        _ entry: UserEntry, in store: any StoreReading, as caller: Caller, using text: any TextNormalizing
    ) throws(ServiceError) {
        let user = entry.user
        let place = try DocumentHolder.user(.id(user.id)).place(in: store, as: caller, using: text)
        let documents = try store.documents.list(of: place.owner).filter { place.mayRead($0.name, as: caller) }
        let maySee = try caller.mayKeepSecrets(of: user, in: store)
        func items(_ purpose: SealBinding.Purpose) throws(ServiceError) -> [SealedItem] {
            guard maySee else { return [] }
            return try store.sealedItems.list(purpose, of: user.id, after: nil, limit: AccountService.itemLimit)
        }
        self.init(
            entry: entry, documents: Dictionary(documents.map { ($0.name, $0.text) }) { first, _ in first },
            secrets: try items(.userSecret), credentials: try items(.connectionCredential))
    }
}

extension AccountService {
    /// Secrets, and credentials, of one account that a sheet shows and a save can hold.
    package static let itemLimit = 1_000
}

extension Caller {
    /// Whether the caller may put and remove secrets of the account; nobody does on behalf of somebody else.
    func mayKeepSecrets(of user: User, in store: any StoreReading) throws(ServiceError) -> Bool {
        guard account?.impersonator == nil else { return false }
        if user.id == userID, grants.contains(.keepOwnSecrets) { return true }
        guard reaches(user.organization, with: .manageUsers) else { return false }
        guard !grants.areUnlimited else { return true }
        return grants.dominate(try Authorization.grants(of: user, in: store))
    }
}
