import IdentityCore

/// Reads of single users, spread over the whole store.
struct PointReads {
    private static let sampleSize = 2_000
    /// Reads that are timed together.
    private static let together = 200

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

    /// - Returns: microseconds of processor time a read.
    func byID(round: Int) async throws -> Double { try await time(ids.map(UserReference.id), round) }

    /// - Returns: microseconds of processor time a read.
    func byLogin(round: Int) async throws -> Double { try await time(logins.map(UserReference.login), round) }

    private func time(_ sample: [UserReference], _ round: Int) async throws -> Double {
        let start = round * Self.together % Self.sampleSize
        let references = sample[start..<start + Self.together]
        let watch = Stopwatch()
        for reference in references {
            _ = try await storage.read(.point) { try $0.users.require(reference) }
        }
        // Not the wall clock: others may be given the processor meanwhile, and nothing here waits for a disk.
        return watch.processorSeconds / Double(references.count) * 1e6
    }
}
