package import IdentityCore

/// The sessions that have not ended, newest first, a page at a time.
package struct SessionPages: Sendable {
    private let service: SessionService
    private let caller: Caller
    private var query: SessionQuery
    private var isAtEnd = false

    init(_ service: SessionService, _ query: SessionQuery, as caller: Caller) {
        self.service = service
        self.query = query
        self.caller = caller
    }

    /// - Returns: `nil` behind the last page. A page may be empty.
    package mutating func next() async throws(ServiceError) -> [Session]? {
        guard !isAtEnd else { return nil }
        let page = try await service.list(query, as: caller)
        isAtEnd = page.count < query.limit
        query.after = page.last.map { SessionPosition(createdAt: $0.createdAt, id: $0.id) } ?? query.after
        let now = service.hands.clock.now()
        return page.filter { $0.expiresAt > now }
    }
}

extension SessionService {
    /// Everybody's sessions, or one user's, without those whose time is over.
    package func pages(of user: UserID? = nil, size: Int = 500, as caller: Caller) -> SessionPages {
        SessionPages(self, SessionQuery(user: user, limit: size), as: caller)
    }
}
