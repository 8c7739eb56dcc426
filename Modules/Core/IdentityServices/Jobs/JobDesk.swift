import FoundationEssentials
import IdentityCore

/// Who has started a job, and nobody else sees it.
enum JobOwner: Hashable, Sendable {
    case user(UserID)
    case key(AccessKeyID)
    case `operator`(String)
    case system
}

/// The jobs of this process: a bounded number, each with an end.
actor JobDesk {
    /// Jobs under way at once, and jobs that are remembered in all.
    private static let running = 8
    private static let remembered = 64
    /// Seconds for which the result of one that has ended can be read.
    private static let readable: TimeInterval = 600

    private struct Entry {
        let owner: JobOwner
        let task: Task<Void, Never>
        var state: Job.State
        var endedAt: Date?
    }

    private var entries: [JobID: Entry] = [:]

    /// - Throws: `limited` when too much is under way.
    func begin(
        _ id: JobID, of owner: JobOwner, by clock: any Clock,
        _ work: @escaping @Sendable () async -> Job.State
    ) throws(ServiceError) {
        prune(at: clock.now())
        guard entries.values.count(where: { $0.endedAt == nil }) < Self.running else {
            throw .limited(retryAfterSeconds: 5)
        }
        let task = Task {
            let state = await work()
            end(id, state, at: clock.now())
        }
        entries[id] = Entry(owner: owner, task: task, state: .running)
    }

    func state(of id: JobID, for owner: JobOwner, at now: Date) -> Job.State? {
        prune(at: now)
        return entries[id].flatMap { $0.owner == owner ? $0.state : nil }
    }

    /// - Returns: whether there is such a job; one that has ended stays as it ended.
    func cancel(_ id: JobID, for owner: JobOwner, at now: Date) -> Bool {
        guard let entry = entries[id], entry.owner == owner else { return false }
        guard entry.endedAt == nil else { return true }
        entry.task.cancel()
        entries[id]?.state = .failed(.unsupported("The job was aborted."))
        return true
    }

    /// Ends everything that is under way.
    func settle() async {
        let tasks = entries.values.filter { $0.endedAt == nil }.map(\.task)
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    private func end(_ id: JobID, _ state: Job.State, at now: Date) {
        entries[id]?.endedAt = now
        // What was aborted says so, however far it came.
        if case .running = entries[id]?.state { entries[id]?.state = state }
    }

    private func prune(at now: Date) {
        entries = entries.filter { $0.value.endedAt.map { now.timeIntervalSince($0) < Self.readable } ?? true }
        while entries.count >= Self.remembered,
            let oldest = entries.filter({ $0.value.endedAt != nil }).min(by: { $0.value.endedAt! < $1.value.endedAt! })
        {
            entries[oldest.key] = nil
        }
    }
}
