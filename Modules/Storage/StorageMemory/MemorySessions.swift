import FoundationEssentials
import IdentityCore

struct MemorySessions: SessionReading, SessionWriting {
    let transaction: MemoryTransaction

    func find(_ digest: TokenDigest) throws(ServiceError) -> Session? {
        transaction.contents.sessionOfDigest[digest].flatMap { transaction.contents.sessions[$0] }
    }

    func find(_ id: SessionID) throws(ServiceError) -> Session? { transaction.contents.sessions[id] }

    func list(_ query: SessionQuery) throws(ServiceError) -> [Session] {
        let matching = transaction.contents.sessions.values
            .filter { query.user == nil || $0.user == query.user }
            .filter { session in query.after.map { Self.comesBefore($0, Self.position(session)) } ?? true }
            .sorted { Self.comesBefore(Self.position($0), Self.position($1)) }
        return Array(matching.prefix(max(query.limit, 0)))
    }

    func countOpen(of users: [UserID], at moment: Date) throws(ServiceError) -> [UserID: Int] {
        let wanted = Set(users)
        return transaction.contents.sessions.values.reduce(into: [:]) { counts, session in
            if session.expiresAt > moment, wanted.contains(session.user) { counts[session.user, default: 0] += 1 }
        }
    }

    func insert(_ session: Session) throws(ServiceError) {
        guard transaction.contents.users[session.user] != nil else { throw .notFound(.user) }
        if let impersonation = session.impersonation {
            guard transaction.contents.users[impersonation.impersonator] != nil else { throw .notFound(.user) }
        }
        guard transaction.contents.sessions[session.id] == nil else { throw .alreadyExists(.session, field: "id") }
        guard transaction.contents.sessionOfDigest[session.digest] == nil else {
            throw .alreadyExists(.session, field: "digest")
        }
        transaction.contents.sessions[session.id] = session
        transaction.contents.sessionOfDigest[session.digest] = session.id
    }

    func remove(_ id: SessionID) throws(ServiceError) -> Bool {
        guard let session = transaction.contents.sessions.removeValue(forKey: id) else { return false }
        transaction.contents.sessionOfDigest[session.digest] = nil
        transaction.contents.grants.forget(id)
        return true
    }

    func removeAll(of user: UserID, except: SessionID?) throws(ServiceError) -> Int {
        try removeEach(
            transaction.contents.sessions.values.filter {
                ($0.user == user || $0.impersonation?.impersonator == user) && $0.id != except
            })
    }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        let expired = transaction.contents.sessions.values
            .filter { $0.expiresAt < moment }
            .sorted { $0.expiresAt < $1.expiresAt }
        return try removeEach(expired.prefix(max(limit, 0)))
    }

    /// Ends what the user began, also as somebody else.
    func forget(_ user: UserID) throws(ServiceError) {
        _ = try removeAll(of: user, except: nil)
    }

    private func removeEach(_ sessions: some Collection<Session>) throws(ServiceError) -> Int {
        for session in sessions { _ = try remove(session.id) }
        return sessions.count
    }

    private static func position(_ session: Session) -> SessionPosition {
        SessionPosition(createdAt: session.createdAt, id: session.id)
    }

    /// Newest first; of two of the same moment, the greater id first.
    private static func comesBefore(_ left: SessionPosition, _ right: SessionPosition) -> Bool {
        left.createdAt == right.createdAt ? left.id > right.id : left.createdAt > right.createdAt
    }
}
