import IdentityCore

/// Reads of single users, spread over the whole store.
struct PointReads {
    private static let sampleSize = 2_000

    private let storage: any Storage
    private let logins: [Login]
    private let ids: [UserID]

    init(_ storage: any Storage, users count: Int) async throws {
        self.storage = storage
        logins = (0..<Self.sampleSize).map { _ in SampleUsers.login(Int.random(in: 0..<count)) }
        var ids: [UserID] = []
        for login in logins {
            ids.append(try await storage.read(.point) { try $0.users.require(.login(login)).id })
        }
        self.ids = ids
    }

    /// - Returns: microseconds a read.
    func byID() async throws -> Double { try await time(ids.map(UserReference.id)) }

    /// - Returns: microseconds a read.
    func byLogin() async throws -> Double { try await time(logins.map(UserReference.login)) }

    private func time(_ references: [UserReference]) async throws -> Double {
        let watch = Stopwatch()
        for reference in references {
            _ = try await storage.read(.point) { try $0.users.require(reference) }
        }
        return watch.seconds / Double(references.count) * 1e6
    }
}
