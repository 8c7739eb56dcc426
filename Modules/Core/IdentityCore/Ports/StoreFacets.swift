package import FoundationEssentials

package protocol UserReading {
    func find(_ reference: UserReference) throws(ServiceError) -> User?
    /// At most `query.limit` users in the order of `query.sort`, all behind `query.after`.
    func list(_ query: UserQuery) throws(ServiceError) -> [User]
    /// How many users there are in all.
    func count() throws(ServiceError) -> Int
    /// How many enabled users hold the role, not counting `except`.
    func countEnabled(holding role: Role, except: UserID?) throws(ServiceError) -> Int
    /// How many users are enabled, counted up to `limit` only.
    func countEnabled(upTo limit: Int) throws(ServiceError) -> Int
    /// Users who hold one of the roles themselves or are in one of the groups or are named, by login, ties by id; each
    /// once, at most `limit`, all behind `after`.
    func list(_ holders: HolderQuery) throws(ServiceError) -> [User]
    /// One page of the users whom a source names, by external id, compared byte by byte.
    func list(_ query: SourceUserQuery) throws(ServiceError) -> [User]
    /// Those whom the source names so, in one question and no order.
    func find(externalIDs: [String], of source: SourceID) throws(ServiceError) -> [User]
    /// Those whose login or e-mail address has one of the keys, in one question and no order.
    func find(keys: Set<String>) throws(ServiceError) -> [User]
    /// How many users the source names.
    func count(of source: SourceID) throws(ServiceError) -> Int
}

/// One page of the users whom a source names, by external id.
package struct SourceUserQuery: Hashable, Sendable {
    package var source: SourceID
    /// The external id that the page before ended with.
    package var after: String?
    package var limit: Int

    package init(of source: SourceID, after: String? = nil, limit: Int) {
        self.source = source
        self.after = after
        self.limit = limit
    }
}

/// One page of those who hold something, by login.
package struct HolderQuery: Hashable, Sendable {
    package var roles: Set<Role>
    package var groups: Set<GroupID>
    package var users: Set<UserID>
    package var after: UserPosition?
    package var limit: Int

    package init(
        roles: Set<Role>, groups: Set<GroupID>, users: Set<UserID>, after: UserPosition? = nil, limit: Int
    ) {
        self.roles = roles
        self.groups = groups
        self.users = users
        self.after = after
        self.limit = limit
    }
}

extension UserReading {
    package func require(_ reference: UserReference) throws(ServiceError) -> User {
        guard let user = try find(reference) else { throw .notFound(.user) }
        return user
    }
}

package protocol UserWriting {
    /// - Throws: `alreadyExists(.user, field:)` with `login`, `email` or `externalID`.
    func insert(_ user: User) throws(ServiceError)
    /// Stores the user as given, whatever stood there.
    /// - Throws: `notFound(.user)`, or `alreadyExists` as `insert` does.
    func replace(_ user: User) throws(ServiceError)
    /// Removes the user with everything that is its own: password, sessions, memberships, access keys, documents, sealed
    /// items, invitation, codes; its resources stay without an owner, and audit records stay.
    /// - Throws: `notFound(.user)`.
    func remove(_ id: UserID) throws(ServiceError)
    /// Notes a use of the account; nothing when it is gone.
    func touch(_ id: UserID, at moment: Date) throws(ServiceError)
}

package protocol PasswordReading {
    func find(of user: UserID) throws(ServiceError) -> PasswordCredential?
}

package protocol PasswordWriting {
    /// Stores the credential in the place of an earlier one.
    /// - Throws: `notFound(.user)` when there is no such user.
    func put(_ credential: PasswordCredential) throws(ServiceError)
    /// Does nothing when there is none.
    func remove(of user: UserID) throws(ServiceError)
}

package protocol SessionReading {
    func find(_ digest: TokenDigest) throws(ServiceError) -> Session?
    func find(_ id: SessionID) throws(ServiceError) -> Session?
    /// Newest first.
    func list(_ query: SessionQuery) throws(ServiceError) -> [Session]
    /// How many sessions of each of the users have not ended by then; users without any are left out.
    func countOpen(of users: [UserID], at moment: Date) throws(ServiceError) -> [UserID: Int]
}

package protocol SessionWriting {
    /// - Throws: `notFound(.user)` when there is no such user.
    func insert(_ session: Session) throws(ServiceError)
    /// - Returns: whether there was one.
    func remove(_ id: SessionID) throws(ServiceError) -> Bool
    /// Ends every session of the user, and every one that the user opened to act as somebody else, but `except`.
    /// - Returns: how many ended.
    func removeAll(of user: UserID, except: SessionID?) throws(ServiceError) -> Int
    /// Removes at most `limit` sessions whose time ended before `moment`.
    /// - Returns: how many were removed.
    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int
}
