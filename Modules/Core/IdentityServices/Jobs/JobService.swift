package import IdentityCore

/// Long work on sources that is started with one call and asked after with others. A job belongs to whoever has started
/// it, with whatever proof, as long as they may do such work: what a source tells of people is for nobody else. Its
/// result can be read for ten minutes after its end, and it ends with the process.
package struct JobService: Sendable {
    /// People, or groups, that are kept of the answer of a source.
    package static let listLimit = 10_000

    let storage: any Storage
    let sources: [IdentitySource]
    let sync: SyncService
    let hands: ServiceHands
    private let desk = JobDesk()

    init(storage: any Storage, sources: [IdentitySource], sync: SyncService, hands: ServiceHands) {
        self.storage = storage
        self.sources = sources
        self.sync = sync
        self.hands = hands
    }

    /// - Throws: `notFound(.source)`; `unsupported` for a source that brings nobody; `limited` when too much is under way.
    package func start(_ work: JobWork, as caller: Caller) async throws(ServiceError) -> JobID {
        try caller.requireOnServer(.manageSources)
        try caller.requireNoImpersonation()
        let owner = try caller.jobOwner
        let now = hands.clock.now()
        _ = try await storage.read(.point) { store in try caller.confirm(.manageSources, in: store, at: now) }
        try requireDirectory(of: work)
        let id = JobID(hands.ids.uuid())
        try await desk.begin(id, of: owner, by: hands.clock) { await state(after: work, as: caller) }
        return id
    }

    /// - Throws: `notFound(.job)`, also for one that somebody else has started.
    package func read(_ id: JobID, as caller: Caller) async throws(ServiceError) -> Job {
        try requireMayLook(caller)
        guard let state = await desk.state(of: id, for: try caller.jobOwner, at: hands.clock.now()) else {
            throw .notFound(.job)
        }
        return Job(id: id, state: state)
    }

    /// What was applied by then stays.
    /// - Throws: `notFound(.job)`, also for one that somebody else has started.
    package func cancel(_ id: JobID, as caller: Caller) async throws(ServiceError) {
        try requireMayLook(caller)
        guard await desk.cancel(id, for: try caller.jobOwner, at: hands.clock.now()) else { throw .notFound(.job) }
    }

    /// Ends everything that is under way.
    package func settle() async { await desk.settle() }

    /// A key with other scopes is not the person, and neither is whoever acts as them.
    private func requireMayLook(_ caller: Caller) throws(ServiceError) {
        try caller.requireOnServer(.manageSources)
        try caller.requireNoImpersonation()
    }

    private func requireDirectory(of work: JobWork) throws(ServiceError) {
        switch work {
        case .sync(nil): return
        case .sync(let request?): _ = try directory(of: request.source)
        case .externalGroups(let source), .externalPeople(let source, _): _ = try directory(of: source)
        }
    }

    func directory(
        of id: SourceID
    ) throws(ServiceError) -> (source: IdentitySource, people: any DirectoryReading) {
        guard let source = sources.first(where: { $0.id == id }) else { throw .notFound(.source) }
        guard let people = source.directory else { throw .unsupported("The source \(id) brings nobody along.") }
        return (source, people)
    }

    private func state(after work: JobWork, as caller: Caller) async -> Job.State {
        do throws(ServiceError) {
            switch work {
            case .sync(nil): return .done(.synced(nil))
            case .sync(let request?): return Self.state(after: try await sync.run(request, as: caller))
            case .externalGroups(let source): return .done(.groups(try await groups(of: source)))
            case .externalPeople(let source, let filter):
                return .done(.people(try await people(of: source, filter)))
            }
        } catch { return .failed(error) }
    }

    private static func state(after report: SyncReport) -> Job.State {
        switch report.outcome {
        case .done: .done(.synced(report))
        case .failed: .failed(.unavailable(.source(report.source)))
        case .interrupted: .failed(.unsupported("The job was aborted."))
        case .stoppedByGuard(let share):
            .failed(
                .unsupported(
                    "It would disable, delete or take groups from \(Int((share * 100).rounded())) % of the source's "
                        + "users; look at a dry run, then confirm it there."))
        }
    }
}

extension Caller {
    fileprivate var jobOwner: JobOwner {
        get throws(ServiceError) {
            switch principal {
            case .account(let account): .user(account.user.id)
            case .globalKey(let holder): .key(holder.key.id)
            case .operator(let name): .operator(name)
            case .system: .system
            case .anonymous: throw .unauthenticated
            }
        }
    }
}
