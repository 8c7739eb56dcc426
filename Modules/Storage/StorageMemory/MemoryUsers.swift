import FoundationEssentials
import IdentityCore

struct MemoryUsers: UserReading, UserWriting {
    let transaction: MemoryTransaction

    func find(_ reference: UserReference) throws(ServiceError) -> User? {
        let contents = transaction.contents
        let id: UserID? =
            switch reference {
            case .id(let id): id
            case .login(let login): contents.userOfLogin[login.key]
            case .email(let email): contents.userOfEmail[email.key]
            case .external(let source, let externalID): contents.userOfExternalID[ExternalKey(source, externalID)]
            }
        return id.flatMap { contents.users[$0] }
    }

    func list(_ query: UserQuery) throws(ServiceError) -> [User] {
        MemoryUserOrder.page(
            transaction.contents.users.values.filter { MemoryUserOrder.passes($0, query) }, query.sort,
            after: query.after, limit: query.limit)
    }

    func list(_ holders: HolderQuery) throws(ServiceError) -> [User] {
        let contents = transaction.contents
        let matching = contents.users.values.filter { user in
            holders.users.contains(user.id) || !user.roles.isDisjoint(with: holders.roles)
                || !holders.groups.isDisjoint(with: (contents.groups.groupsOfUser[user.id] ?? [:]).keys)
        }
        return MemoryUserOrder.page(matching, UserSort(), after: holders.after, limit: holders.limit)
    }

    func list(_ query: SourceUserQuery) throws(ServiceError) -> [User] {
        let named = transaction.contents.users.values.compactMap { user -> (id: [UInt8], user: User)? in
            guard user.source == query.source, let id = user.externalID else { return nil }
            return (Array(id.utf8), user)
        }
        let behind = named.filter { candidate in
            query.after.map { $0.utf8.lexicographicallyPrecedes(candidate.id) } ?? true
        }
        return behind.sorted { $0.id.lexicographicallyPrecedes($1.id) }.prefix(max(query.limit, 0)).map(\.user)
    }

    func find(externalIDs: [String], of source: SourceID) throws(ServiceError) -> [User] {
        let contents = transaction.contents
        let found = Set(externalIDs.compactMap { contents.userOfExternalID[ExternalKey(source, $0)] })
        return found.compactMap { contents.users[$0] }
    }

    func find(keys: Set<String>) throws(ServiceError) -> [User] {
        let contents = transaction.contents
        let found = Set(keys.flatMap { [contents.userOfLogin[$0], contents.userOfEmail[$0]] })
        return found.compactMap { $0.flatMap { contents.users[$0] } }
    }

    func count(of source: SourceID) throws(ServiceError) -> Int {
        transaction.contents.users.values.count { $0.source == source && $0.externalID != nil }
    }

    func count() throws(ServiceError) -> Int { transaction.contents.users.count }

    func countEnabled(holding role: Role, except: UserID?) throws(ServiceError) -> Int {
        transaction.contents.users.values.count { $0.isEnabled && $0.roles.contains(role) && $0.id != except }
    }

    func countEnabled(upTo limit: Int) throws(ServiceError) -> Int {
        min(transaction.contents.users.values.count(where: \.isEnabled), max(limit, 0))
    }

    func insert(_ user: User) throws(ServiceError) {
        guard transaction.contents.users[user.id] == nil else { throw .alreadyExists(.user, field: "id") }
        try checkUnique(user)
        enter(user)
    }

    func replace(_ user: User) throws(ServiceError) {
        guard let earlier = transaction.contents.users[user.id] else { throw .notFound(.user) }
        try checkUnique(user)
        leave(earlier)
        enter(user)
    }

    func remove(_ id: UserID) throws(ServiceError) {
        guard let user = transaction.contents.users[id] else { throw .notFound(.user) }
        leave(user)
        transaction.contents.users[id] = nil
        transaction.contents.passwords[id] = nil
        try transaction.removePlaces(of: id)
        try MemorySessions(transaction: transaction).forget(id)
        transaction.contents.groups.forgetMemberships(of: id)
        transaction.contents.documents[.user(id)] = nil
        transaction.contents.invitations = transaction.contents.invitations.filter { $0.value.user != id }
        try MemoryOneTimeCodes(transaction: transaction).removeAll(of: id)
    }

    func touch(_ id: UserID, at moment: Date) throws(ServiceError) {
        transaction.contents.users[id]?.lastActivityAt = moment
    }

    private func checkUnique(_ user: User) throws(ServiceError) {
        let contents = transaction.contents
        func isTaken(_ owner: UserID?) -> Bool { owner != nil && owner != user.id }
        if isTaken(contents.userOfLogin[user.login.key]) { throw .alreadyExists(.user, field: "login") }
        if let email = user.email, isTaken(contents.userOfEmail[email.key]) {
            throw .alreadyExists(.user, field: "email")
        }
        if let key = ExternalKey(user), isTaken(contents.userOfExternalID[key]) {
            throw .alreadyExists(.user, field: "externalID")
        }
    }

    private func enter(_ user: User) {
        transaction.contents.users[user.id] = user
        transaction.contents.userOfLogin[user.login.key] = user.id
        if let email = user.email { transaction.contents.userOfEmail[email.key] = user.id }
        if let key = ExternalKey(user) { transaction.contents.userOfExternalID[key] = user.id }
    }

    private func leave(_ user: User) {
        transaction.contents.userOfLogin[user.login.key] = nil
        if let email = user.email { transaction.contents.userOfEmail[email.key] = nil }
        if let key = ExternalKey(user) { transaction.contents.userOfExternalID[key] = nil }
    }
}
