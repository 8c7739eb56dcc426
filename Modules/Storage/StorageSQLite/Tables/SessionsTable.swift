import FoundationEssentials
import IdentityCore
import SQLiteKit

struct SessionsTable: SessionReading, SessionWriting {
    let statements: StatementRunner

    func find(_ digest: TokenDigest) throws(ServiceError) -> Session? {
        try statements.first(SessionStatements.byDigest, digest.bytes, read: Self.session)
    }

    func find(_ id: SessionID) throws(ServiceError) -> Session? {
        if let known = statements.memory?.sessions[id] { return known }
        let found = try statements.first(SessionStatements.byID, id.rawValue, read: Self.session)
        if let found { statements.memory?.keep(found) }
        return found
    }

    func list(_ query: SessionQuery) throws(ServiceError) -> [Session] {
        let limit = max(query.limit, 0)
        // Before the first page stands the end of time.
        let time = query.after?.createdAt.microseconds ?? Int64.max
        let id = query.after?.id.rawValue ?? Self.lastID
        guard let user = query.user else {
            return try statements.all(SessionStatements.list, time, id, limit, read: Self.session)
        }
        return try statements.all(
            SessionStatements.listOfUser, time, id, limit, user.rawValue, read: Self.session)
    }

    func countOpen(of users: [UserID], at moment: Date) throws(ServiceError) -> [UserID: Int] {
        var counts: [UserID: Int] = [:]
        let ordered = users.map(OrderedUUID.init).sorted()
        var place = 0
        // From one user with sessions to the next: most have none, and are passed over.
        while place < ordered.count {
            let next = try statements.first(
                SessionStatements.countOpenOfNext, ordered[place].id, moment.microseconds
            ) { row throws(SQLiteError) in (user: try row.optionalUUID(0).map(OrderedUUID.init), count: row.int(1)) }
            guard let next, let user = next.user else { break }
            while place < ordered.count, ordered[place] < user { place += 1 }
            guard place < ordered.count, ordered[place] == user else { continue }
            if next.count > 0 { counts[UserID(user.id)] = next.count }
            place += 1
        }
        return counts
    }

    func insert(_ session: Session) throws(ServiceError) {
        try statements.run(
            SessionStatements.insert, session.id.rawValue, session.digest.bytes, session.user.rawValue,
            session.source.rawValue, session.createdAt.microseconds, session.expiresAt.microseconds, session.address,
            session.userAgent, session.impersonation?.impersonator.rawValue, session.impersonation?.reason)
    }

    func remove(_ id: SessionID) throws(ServiceError) -> Bool {
        statements.memory?.forget()
        return try statements.run(SessionStatements.remove, id.rawValue) == 1
    }

    func removeAll(of user: UserID, except: SessionID?) throws(ServiceError) -> Int {
        statements.memory?.forget()
        return try statements.run(SessionStatements.removeAll, user.rawValue, except?.rawValue)
    }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        statements.memory?.forget()
        return try statements.run(SessionStatements.removeExpired, moment.microseconds, max(limit, 0))
    }

    private static let lastID = UUID(
        uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))

    private static func session(_ row: SQLiteRow) throws(SQLiteError) -> Session {
        Session(
            id: SessionID(try row.uuid(0)), digest: TokenDigest(bytes: row.bytes(1)), user: UserID(try row.uuid(2)),
            source: SourceID(rawValue: row.text(3)), createdAt: row.date(4), expiresAt: row.date(5),
            address: row.optionalText(6), userAgent: row.optionalText(7),
            impersonation: try row.optionalUUID(8).map {
                Impersonation(impersonator: UserID($0), reason: row.text(9))
            })
    }
}
