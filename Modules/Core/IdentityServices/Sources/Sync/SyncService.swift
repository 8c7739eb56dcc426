import FoundationEssentials
package import IdentityCore

/// One run of the sync.
package struct SyncRequest: Sendable {
    package var source: SourceID
    package var scope: SyncScope
    /// Decides everything in the same way, and writes nothing.
    package var isDryRun: Bool
    /// Somebody has looked at the plan: the share of users that it disables or deletes does not stop it.
    package var confirmsRemovals: Bool

    package init(
        of source: SourceID, scope: SyncScope = .everybody, isDryRun: Bool = false, confirmsRemovals: Bool = false
    ) {
        self.source = source
        self.scope = scope
        self.isDryRun = isDryRun
        self.confirmsRemovals = confirmsRemovals
    }
}

/// Brings in the people of a source: read, plan, guard, apply, report.
///
/// Everything is read before anything is changed, so that a source that breaks off removes nobody. What is applied is
/// decided once more inside the transaction of its page, whoever else writes meanwhile. An interrupted run is gone on
/// with by running again.
package struct SyncService: Sendable {
    /// Users of one transaction, and of one question to the store.
    static let page = 500
    /// Logins of one run that names them.
    package static let loginLimit = 1_000

    let storage: any Storage
    let sources: [IdentitySource]
    /// Users who may be enabled at once; `nil` for any number.
    let seats: Int?
    let desk: SyncDesk
    let hands: ServiceHands
    let observer: any ServiceObserver

    package init(
        storage: any Storage, sources: [IdentitySource], seats: Int?, desk: SyncDesk, hands: ServiceHands,
        observer: any ServiceObserver
    ) {
        self.storage = storage
        self.sources = sources
        self.seats = seats
        self.desk = desk
        self.hands = hands
        self.observer = observer
    }

    /// Runs one sync to its end. A source that fails is no error but the outcome of the run.
    /// - Parameter progress: told now and then, from any thread; must return at once.
    /// - Throws: `notFound(.source)`; `unsupported` for a source that brings nobody; `conflict(.syncUnderWay)`;
    ///   `invalidInput` for logins that are none; `unavailable(.storage)`, after which what was applied stays.
    package func run(
        _ request: SyncRequest, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }, as caller: Caller
    ) async throws(ServiceError) -> SyncReport {
        try caller.requireOnServer(.manageSources)
        try caller.requireNoImpersonation()
        _ = try await storage.read(.point) { store in
            try caller.confirm(.manageSources, in: store, at: hands.clock.now())
        }
        guard let source = sources.first(where: { $0.id == request.source }) else { throw .notFound(.source) }
        guard let directory = source.directory else {
            throw .unsupported("The source \(source.id) brings nobody along.")
        }
        try check(request.scope)
        try await desk.begin(source.id)
        let run = SyncRun(request, source, directory, at: hands.clock.now(), as: caller, progress: progress)
        let result: Result<SyncReport, ServiceError>
        do throws(ServiceError) { result = .success(try await carryOut(run)) } catch { result = .failure(error) }
        await desk.end(source.id)
        return try result.get()
    }

    private func check(_ scope: SyncScope) throws(ServiceError) {
        guard case .logins(let logins) = scope else { return }
        guard (1...Self.loginLimit).contains(logins.count) else {
            throw .invalidInput([
                FieldProblem("logins", .outOfRange, "One to \(Self.loginLimit) logins fit into one run.")
            ])
        }
        let unfit = logins.enumerated().filter { $0.element.isEmpty || $0.element.utf8.count > NameRules.maximumBytes }
        guard unfit.isEmpty else {
            throw .invalidInput(unfit.map { FieldProblem("logins[\($0.offset)]", .outOfRange, "That is no login.") })
        }
    }

    private func carryOut(_ run: SyncRun) async throws(ServiceError) -> SyncReport {
        var report = SyncReport(
            source: run.source.id, scope: run.request.scope, isDryRun: run.request.isDryRun, startedAt: run.startedAt)
        let snapshot: SyncSnapshot
        switch try await read(run) {
        case .success(let read): snapshot = read
        case .failure(let failure):
            report.outcome = Task.isCancelled ? .interrupted : .failed(failure)
            return try await end(run, report)
        }
        let plan = try await plan(for: snapshot, run, report)
        report = plan.report
        if Task.isCancelled {
            report.outcome = .interrupted
        } else if let share = plan.alarmingShare(run) {
            report.outcome = .stoppedByGuard(share: share)
        }
        guard report.outcome == .done, !run.request.isDryRun else { return try await end(run, report) }
        return try await apply(plan, run)
    }

    /// Keeps the report, and records a run that changed something or could not.
    func end(_ run: SyncRun, _ ended: SyncReport) async throws(ServiceError) -> SyncReport {
        var report = ended
        report.endedAt = hands.clock.now()
        guard !report.isDryRun else { return report }
        await desk.keep(report)
        observer.synced(report)
        guard report.changed > 0 || report.outcome != .done else { return report }
        let entry = run.caller.entry(
            .sourceSynced, on: .source(run.source.id), at: report.endedAt,
            outcome: report.outcome == .done ? .success : .refused, detail: report.summary)
        try await storage.write { store in try store.auditWrites.append(entry) }
        return report
    }
}

/// What one run goes by.
struct SyncRun: Sendable {
    let request: SyncRequest
    let source: IdentitySource
    let directory: any DirectoryReading
    let startedAt: Date
    let caller: Caller
    let progress: @Sendable (SyncProgress) -> Void

    init(
        _ request: SyncRequest, _ source: IdentitySource, _ directory: any DirectoryReading, at startedAt: Date,
        as caller: Caller, progress: @escaping @Sendable (SyncProgress) -> Void
    ) {
        self.request = request
        self.source = source
        self.directory = directory
        self.startedAt = startedAt
        self.caller = caller
        self.progress = progress
    }
}
