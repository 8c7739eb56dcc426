import IdentityCore
import Testing

extension Storage {
    func insert(_ users: User...) async throws { try await insert(users) }

    func insert(_ users: [User]) async throws {
        try await write { store in
            for user in users { try store.userWrites.insert(user) }
        }
    }

    func insert(_ sessions: Session...) async throws {
        try await write { store in
            for session in sessions { try store.sessionWrites.insert(session) }
        }
    }

    func find(_ reference: UserReference) async throws -> User? {
        try await read(.point) { try $0.users.find(reference) }
    }

    func list(_ query: UserQuery) async throws -> [User] { try await read(.scan) { try $0.users.list(query) } }

    func sessions(_ query: SessionQuery) async throws -> [Session] {
        try await read(.scan) { try $0.sessions.list(query) }
    }

    /// The newest first.
    func audit(before: Int64? = nil, limit: Int = 1_000) async throws -> [AuditRecord] {
        var query = AuditQuery(limit: limit)
        query.after = before
        return try await audit(query).records
    }

    func audit(_ query: AuditQuery) async throws -> AuditPage { try await read(.scan) { try $0.audit.list(query) } }

    /// Expects the write to be refused in exactly this way.
    func expectRefusal(
        _ error: ServiceError, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: @escaping @Sendable (any StoreWriting) throws -> Void
    ) async {
        await #expect(throws: error, sourceLocation: sourceLocation) { try await write(body) }
    }
}
