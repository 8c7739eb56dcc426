import FoundationEssentials
import IdentityCore

/// The steps behind a source's own: which groups here the groups there lead to, the account, and its rights. Worked out
/// from what the store holds; nothing is written.
struct StepsHere {
    /// Of each list so many are told.
    static let factsListed = 100

    let identity: ExternalIdentity
    let source: IdentitySource
    let provisioning: Provisioning
    let store: any StoreReading
    let clock: any Clock

    func all() throws(ServiceError) -> [SourceStep] {
        let now = clock.now()
        let plan = try provisioning.plan(
            for: identity, of: source, newID: Provisioning.nobody,
            mayCreate: source.policy.createsOnFirstLogin, on: .signIn, in: store, at: now)
        var change: ProvisionedUser?
        if case .change(let planned) = plan { change = planned }
        return [
            try timed { () throws(ServiceError) in
                try mapping(in: change?.after.organization ?? source.policy.organization)
            },
            try timed { () throws(ServiceError) in try account(plan, at: now) },
            try timed { () throws(ServiceError) in try rights(change) },
        ]
    }

    private func timed(_ step: () throws(ServiceError) -> SourceStep) throws(ServiceError) -> SourceStep {
        let began = clock.now()
        var made = try step()
        made.duration = .microseconds(Int64(clock.now().timeIntervalSince(began) * 1_000_000))
        return made
    }

    // MARK: - Mapping

    private func mapping(in organization: OrganizationID) throws(ServiceError) -> SourceStep {
        guard let external = identity.groups else {
            return SourceStep(.mapping, .skipped, "The source knows nothing of groups.")
        }
        guard source.policy.mapsGroups else {
            return SourceStep(.mapping, .skipped, "The policy maps no groups.")
        }
        guard !external.isEmpty else { return SourceStep(.mapping, .ok, "The person is in no group there.") }
        let groups = try store.groups.mapped(to: external, of: organization)
        let placed = try PlacedGroup.all(groups, in: store)
        var leads: [ExactText: [String]] = [:]
        for place in placed {
            for name in place.group.mappedExternalGroups { leads[ExactText(name), default: []].append(place.path) }
        }
        let facts = external.sorted().map { name in
            SourceStep.Fact(name, leads[ExactText(name)]?.joined(separator: ", ") ?? "leads to none")
        }
        // Those that lead somewhere are told first.
        let listed = (facts.filter { $0.value != "leads to none" } + facts.filter { $0.value == "leads to none" })
            .prefix(Self.factsListed)
        guard !groups.isEmpty else {
            return SourceStep(
                .mapping, .warning, "None of the names by which the person's groups are known leads to a group here.",
                facts: Array(listed), advice: "Give a group here one of these names as a mapped external group.")
        }
        return SourceStep(
            .mapping, .ok, "The person's groups lead to \(groups.count) here.", facts: Array(listed))
    }

    // MARK: - Account

    private func account(_ plan: ProvisioningPlan, at now: Date) throws(ServiceError) -> SourceStep {
        switch plan {
        case .absent:
            return identity.isActive
                ? SourceStep(
                    .account, .failed, "Nobody here is bound to the person, and the first sign-in makes nobody.",
                    advice: "Run a sync of the source, or let its policy create people at the first sign-in.")
                : SourceStep(.account, .failed, "The source has closed the account, and nobody here is bound to it.")
        case .noSeat:
            return SourceStep(
                .account, .failed, "Every seat of the licence is taken.", advice: "Disable somebody first.")
        case .refused(let conflict): return try step(.failed, conflict)
        case .change(let change): return try account(change, at: now)
        }
    }

    private func account(_ change: ProvisionedUser, at now: Date) throws(ServiceError) -> SourceStep {
        let user = change.after
        let facts = [
            SourceStep.Fact("login", user.login.display), SourceStep.Fact("organization", user.organization.rawValue),
        ]
        if change.isNew { return SourceStep(.account, .ok, "The sign-in would create the account.", facts: facts) }
        if !user.isEnabled {
            let isWithdrawn = user.withdrawnAt != nil
            return SourceStep(
                .account, .failed,
                isWithdrawn ? "The source has closed the account." : "The account is disabled here.", facts: facts,
                advice: isWithdrawn ? nil : "Enable it, if the person may come in again.")
        }
        guard user.isOpen(at: now) else {
            return SourceStep(
                .account, .failed, "The account's time here is over.", facts: facts,
                advice: "Give it a later end, or another trial.")
        }
        if let conflict = change.conflict { return try step(.warning, conflict) }
        let changed = change.changedFields
        guard !changed.isEmpty else {
            return SourceStep(.account, .ok, "The account is as the source says.", facts: facts)
        }
        return SourceStep(
            .account, .ok, "The sign-in would refresh the account.",
            facts: facts + [SourceStep.Fact("refreshed", changed.joined(separator: ", "))])
    }

    private func step(_ result: SourceStep.Result, _ conflict: SyncConflict) throws(ServiceError) -> SourceStep {
        var facts = [SourceStep.Fact("conflict", conflict.reason.rawValue)]
        if let id = conflict.other, let other = try store.users.find(.id(id)) {
            facts.append(SourceStep.Fact("account in the way", "\(other.login.display) of \(other.source)"))
        }
        return SourceStep(
            .account, result, conflict.words ?? conflict.reason.sentence, facts: facts, advice: conflict.reason.advice)
    }

    // MARK: - Rights

    private func rights(_ change: ProvisionedUser?) throws(ServiceError) -> SourceStep {
        guard let change else { return SourceStep(.rights, .skipped, "There would be no account.") }
        let user = change.after
        let held = try provisioning.entitlements(after: change, in: store)
        let known = Dictionary(held.groups.map { ($0.id, $0) }) { first, _ in first }
        var facts = [SourceStep.Fact("roles", held.roles.sorted().map(\.rawValue).joined(separator: ", "))]
        facts += held.groups.map { SourceStep.Fact("group", PlacedGroup($0, among: known).path) }.prefix(
            Self.factsListed)
        facts += held.grants.onServer.listedTexts.prefix(Self.factsListed).map { SourceStep.Fact("on the server", $0) }
        facts += held.grants.inOrganization.listedTexts.prefix(Self.factsListed).map {
            SourceStep.Fact("in \(user.organization)", $0)
        }
        return SourceStep(.rights, .ok, "What the person may do here after the sign-in.", facts: facts)
    }
}
