package import IdentityCore

/// What somebody did lately, and what keeps the account from being used.
package struct UserActivity: Sendable {
    package let user: User
    /// Sessions that have not ended.
    package let openSessions: Int
    package let obstacles: [Explanation.Obstacle]
}

extension UserService {
    /// Everybody may ask about themselves.
    package func activity(of selector: UserSelector, as caller: Caller) async throws(ServiceError) -> UserActivity {
        let user = try await read(selector, as: caller)
        return try await activities(of: [user])[0]
    }

    /// One page of users with what they did, in the order asked for.
    package func activities(_ query: UserQuery, as caller: Caller) async throws(ServiceError) -> [UserActivity] {
        try await activities(of: list(query, as: caller))
    }

    private func activities(of users: [User]) async throws(ServiceError) -> [UserActivity] {
        let now = hands.clock.now(), ids = users.map(\.id)
        let open = try await storage.read(.scan) { store in try store.sessions.countOpen(of: ids, at: now) }
        return users.map {
            UserActivity(user: $0, openSessions: open[$0.id] ?? 0, obstacles: $0.obstacles(at: now))
        }
    }
}
