import IdentityCore

/// The first and the last page of a list, in every order there is.
struct PageReads {
    private static let pageSize = 100
    /// Reads of one page that are timed together.
    private static let repetitions = 5

    /// Microseconds of processor time a page.
    struct Times: Sendable {
        let sort: String
        let first: Double
        let last: Double
    }

    private let storage: any Storage

    init(_ storage: any Storage) { self.storage = storage }

    func measure(rounds: Int) async throws -> [Times] {
        var times: [Times] = []
        for field in UserSort.Field.allCases {
            let sort = UserSort(field)
            let head = UserQuery(sort: sort, limit: Self.pageSize)
            var tail = head
            tail.after = try await lastCursor(of: sort)
            var first: [Double] = [], last: [Double] = []
            for round in 0...rounds {
                let measured = (try await time(head), try await time(tail))
                // The first round fills the caches.
                guard round > 0 else { continue }
                first.append(measured.0)
                last.append(measured.1)
            }
            times.append(Times(sort: field.rawValue, first: first.median, last: last.median))
        }
        return times
    }

    /// Where the page before the last one ended, found from the other end.
    private func lastCursor(of sort: UserSort) async throws -> UserPosition? {
        let backwards = UserQuery(sort: UserSort(sort.field, descending: true), limit: Self.pageSize + 1)
        return try await storage.read(.scan) { try $0.users.list(backwards) }.last?.position(in: sort)
    }

    private func time(_ query: UserQuery) async throws -> Double {
        let watch = Stopwatch()
        for _ in 0..<Self.repetitions {
            _ = try await storage.read(.scan) { try $0.users.list(query) }
        }
        return watch.processorSeconds / Double(Self.repetitions) * 1e6
    }
}
