import FoundationEssentials
import IdentityCore

extension SyncService {
    /// Compares what the source said with what is on file, page by page. Whoever leaves comes first: that frees names and
    /// seats.
    func plan(
        for snapshot: SyncSnapshot, _ run: SyncRun, _ empty: SyncReport
    ) async throws(ServiceError) -> SyncPlan {
        var report = empty
        report.read = snapshot.people.count
        report.unknown = snapshot.unknown
        for defect in snapshot.defects { report.note(defect) }
        let limit = seats
        let enabled = try await storage.read(.point) { store in
            try limit.map { limit throws(ServiceError) in try store.users.countEnabled(upTo: limit) }
        }
        var plan = SyncPlan(report, freeSeats: limit.flatMap { limit in enabled.map { max(0, limit - $0) } })
        switch snapshot.missing {
        case .everybodyElse: try await planLeavers(missingIn: snapshot, run, &plan)
        case .users(let users):
            plan.standing = snapshot.people.count + users.count
            try await planLeavers(users, run, &plan)
        }
        var done = 0
        for page in snapshot.people.pages(of: Self.page) where !Task.isCancelled {
            try await planPage(Array(page), run, &plan)
            done += page.count
            run.progress(.planned(done, of: snapshot.people.count))
        }
        return plan
    }

    /// Walks through everybody on file, and asks for nothing while all are there.
    private func planLeavers(
        missingIn snapshot: SyncSnapshot, _ run: SyncRun, _ plan: inout SyncPlan
    ) async throws(ServiceError) {
        var query = SourceUserQuery(of: run.source.id, limit: Self.page)
        while !Task.isCancelled {
            let asked = query
            let page = try await storage.read(.scan) { store in try store.users.list(asked) }
            plan.standing += page.count { $0.isEnabled || run.source.policy.leaving == .delete }
            let missing = page.filter { !snapshot.contains($0.externalID ?? "") }
            try await planLeavers(missing, run, &plan)
            guard page.count == Self.page, let last = page.last else { return }
            query.after = last.externalID
        }
    }

    private func planLeavers(
        _ users: [User], _ run: SyncRun, _ plan: inout SyncPlan
    ) async throws(ServiceError) {
        let leavers = users.filter { run.isGone($0) }
        guard !leavers.isEmpty else { return }
        let provisioning = Provisioning(hands: hands, seats: nil), leaving = run.source.policy.leaving
        let now = run.startedAt
        let found = try await storage.read(.scan) { store in
            try leavers.map { (user) throws(ServiceError) -> (SyncDeed, SyncConflict?) in
                switch leaving {
                case .keep: return (.kept, nil)
                case .disable:
                    let change = try provisioning.planWithdrawal(of: user, in: store, at: now)
                    return (change.isWithdrawn ? .withdrawn : .unchanged, change.conflict)
                case .delete: return (.deleted, try provisioning.conflict(inDeletionOf: user, in: store))
                }
            }
        }
        for (user, (deed, conflict)) in zip(leavers, found) { plan.takeLeaver(user, as: deed, conflict) }
    }

    private func planPage(
        _ people: [ExternalIdentity], _ run: SyncRun, _ plan: inout SyncPlan
    ) async throws(ServiceError) {
        // Seats are counted over the whole plan.
        let provisioning = Provisioning(hands: hands, seats: nil), text = hands.text
        let deleted = run.source.policy.leaving == .delete ? Set(plan.gone.map(\.id)) : []
        let plans = try await storage.read(.scan) { store in
            let view = PageView(store, people: people, of: run.source.id, without: deleted, using: text)
            return try people.map { (person) throws(ServiceError) in
                try provisioning.plan(
                    for: person, of: run.source, newID: Provisioning.nobody, mayCreate: true, on: .sync, in: view,
                    at: run.startedAt)
            }
        }
        for (planned, person) in zip(plans, people) { plan.take(planned, for: person) }
    }
}

extension SyncRun {
    /// Whether the user was changed, or followed the source at a sign-in, after the run began to read.
    func isBehind(_ user: User) -> Bool {
        if user.createdAt > startedAt || user.updatedAt > startedAt { return true }
        return source.policy.refreshesOnLogin && user.lastLoginAt ?? startedAt > startedAt
    }

    /// Whether somebody whom the answer lacks has left: not who came, or signed in at the source, while it was read, nor
    /// who is disabled already, unless everybody who left is deleted.
    func isGone(_ user: User) -> Bool {
        guard user.createdAt <= startedAt, user.lastLoginAt ?? startedAt <= startedAt else { return false }
        return source.policy.leaving == .delete || user.isEnabled
    }
}

extension Array {
    func pages(of size: Int) -> some Sequence<ArraySlice<Element>> {
        stride(from: 0, to: count, by: size).lazy.map { self[$0..<Swift.min($0 + size, count)] }
    }
}
