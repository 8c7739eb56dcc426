import FoundationEssentials
import IdentityCore

extension SyncService {
    /// Carries out the plan, page by page, each in a transaction of its own that decides anew.
    func apply(_ plan: SyncPlan, _ run: SyncRun) async throws(ServiceError) -> SyncReport {
        guard !plan.isEmpty else { return try await end(run, plan.report) }
        var report = plan.report.withoutDecisions
        do throws(ServiceError) {
            try await apply(plan, run, &report)
        } catch {
            report.outcome = .interrupted
            // What was applied stays and is told of, if the store takes it.
            _ = try? await end(run, report)
            throw error
        }
        return try await end(run, report)
    }

    private func apply(_ plan: SyncPlan, _ run: SyncRun, _ report: inout SyncReport) async throws(ServiceError) {
        var done = 0
        for page in plan.gone.pages(of: Self.page) {
            guard goesOn(&report) else { return }
            report.add(try await dismiss(page.compactMap(\.externalID), run))
            done += page.count
            run.progress(.applied(done, of: plan.size))
        }
        for page in plan.people.pages(of: Self.page) {
            guard goesOn(&report) else { return }
            report.add(try await admit(Array(page), run))
            done += page.count
            run.progress(.applied(done, of: plan.size))
        }
        for page in plan.blocked.pages(of: Self.page) {
            guard goesOn(&report) else { return }
            report.add(try await admit(Array(page), run))
        }
    }

    private func goesOn(_ report: inout SyncReport) -> Bool {
        if Task.isCancelled { report.outcome = .interrupted }
        return !Task.isCancelled
    }

    private func admit(_ people: [ExternalIdentity], _ run: SyncRun) async throws(ServiceError) -> SyncReport {
        let provisioning = Provisioning(hands: hands, seats: seats), now = hands.clock.now(), text = hands.text
        let newIDs = people.map { _ in UserID(hands.ids.uuid()) }
        return try await storage.write { store in
            let caller = try run.caller.confirm(.manageSources, in: store, at: now)
            let view = PageView(store, people: people, of: run.source.id, using: text)
            var report = SyncReport(source: run.source.id, startedAt: now)
            for (person, newID) in zip(people, newIDs) {
                let plan = try provisioning.plan(
                    for: person, of: run.source, newID: newID, mayCreate: true, on: .sync, in: view, at: now)
                switch plan {
                case .absent: report.note(.passedOver, of: person.login)
                case .noSeat:
                    report.note(SyncConflict(.noSeat, login: person.login, externalID: person.externalID))
                case .refused(let conflict): report.note(conflict)
                // What was read of the user is older; the next run follows.
                case .change(let change) where change.before.map(run.isBehind) ?? false:
                    report.note(.unchanged, of: person.login)
                case .change(let change):
                    try provisioning.carryOut(
                        change, of: run.source.id, on: .sync, in: store, as: caller, at: now)
                    view.note(change)
                    report.note(change)
                }
            }
            return report
        }
    }

    /// Withdraws or deletes those whom the source no longer has.
    private func dismiss(_ externalIDs: [String], _ run: SyncRun) async throws(ServiceError) -> SyncReport {
        let provisioning = Provisioning(hands: hands, seats: seats), now = hands.clock.now()
        return try await storage.write { store in
            let caller = try run.caller.confirm(.manageSources, in: store, at: now)
            var report = SyncReport(source: run.source.id, startedAt: now)
            let users = try store.users.find(externalIDs: externalIDs, of: run.source.id)
            for user in users where run.isGone(user) {
                if run.source.policy.leaving == .delete {
                    if let conflict = try provisioning.delete(user, in: store, as: caller, at: now) {
                        report.note(conflict)
                    } else {
                        report.note(.deleted, of: user.login.display)
                    }
                } else {
                    let change = try provisioning.planWithdrawal(of: user, in: store, at: now)
                    try provisioning.carryOut(
                        change, of: run.source.id, on: .sync, in: store, as: caller, at: now)
                    if change.conflict == nil {
                        report.note(change)
                    } else if let conflict = change.conflict {
                        report.note(conflict)
                    }
                }
            }
            return report
        }
    }
}
