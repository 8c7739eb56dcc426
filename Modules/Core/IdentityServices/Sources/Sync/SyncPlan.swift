import IdentityCore

/// What a run comes to, worked out from reads; nothing is written yet.
struct SyncPlan: Sendable {
    /// So few of them stop no run.
    private static let handful = 5

    /// As a dry run tells it.
    var report: SyncReport
    /// Who becomes a user or follows the source.
    var people: [ExternalIdentity] = []
    /// Who can't; tried once more when the run has changed something that was in the way.
    var blocked: [ExternalIdentity] = []
    /// Users whom the source no longer has, and who are to be withdrawn or deleted.
    var gone: [User] = []
    /// Users whom the run could have withdrawn or deleted.
    var standing = 0
    var isEmpty: Bool { people.isEmpty && gone.isEmpty }
    var size: Int { people.count + gone.count }

    /// Logins and addresses that the plan gives to somebody, with the entry it gives them to.
    private var claims: [String: String] = [:]
    /// Seats that are left; `nil` for any number.
    private var freeSeats: Int?

    init(_ report: SyncReport, freeSeats: Int?) {
        self.report = report
        self.freeSeats = freeSeats
    }

    /// The share of users whom the run would take or whose mapped groups it would, when it is a reason to stop: too large,
    /// or nobody left. An answer that suddenly names no groups takes everybody's rights as surely as an empty one.
    func alarmingShare(_ run: SyncRun) -> Double? {
        let taken = report.taken
        guard taken > 0, !run.request.confirmsRemovals else { return nil }
        let share = Double(taken) / Double(max(standing, taken))
        if run.request.scope == .everybody, report.read == 0 { return share }
        return taken > Self.handful && share > run.source.policy.guardedShare ? share : nil
    }

    mutating func take(_ plan: ProvisioningPlan, for person: ExternalIdentity) {
        switch plan {
        case .absent: report.note(.passedOver, of: person.login)
        case .noSeat: block(person, SyncConflict(.noSeat, login: person.login, externalID: person.externalID))
        case .refused(let conflict): block(person, conflict)
        case .change(let change): take(change, for: person)
        }
    }

    private mutating func take(_ change: ProvisionedUser, for person: ExternalIdentity) {
        if change.changesNothing {
            if let conflict = change.conflict { return block(person, conflict) }
            return report.note(.unchanged, of: person.login)
        }
        if let conflict = claim(change) { return block(person, conflict) }
        if change.isNew || change.hasReturned {
            if freeSeats == 0 {
                return block(person, SyncConflict(.noSeat, login: person.login, externalID: person.externalID))
            }
            freeSeats? -= 1
        }
        if change.isWithdrawn { freeSeats? += 1 }
        people.append(person)
        report.note(change)
    }

    private mutating func block(_ person: ExternalIdentity, _ conflict: SyncConflict) {
        blocked.append(person)
        report.note(conflict)
    }

    /// Two entries of one run can't have one name.
    private mutating func claim(_ change: ProvisionedUser) -> SyncConflict? {
        let user = change.after, entry = user.externalID ?? ""
        func conflict(_ key: String, _ reason: SyncConflict.Reason) -> SyncConflict? {
            guard let owner = claims[key], owner != entry else { return nil }
            return SyncConflict(reason, login: user.login.display, externalID: entry)
        }
        let claimsLogin = change.isNew || change.fields.contains("login")
        let email = change.isNew || change.fields.contains("email") ? user.email : nil
        if claimsLogin, let conflict = conflict(user.login.key, .recreated) { return conflict }
        if let email, let conflict = conflict(email.key, .emailTaken) { return conflict }
        if claimsLogin { claims[user.login.key] = entry }
        if let email { claims[email.key] = entry }
        return nil
    }

    /// - Parameter conflict: what keeps the user.
    mutating func takeLeaver(_ user: User, as deed: SyncDeed, _ conflict: SyncConflict?) {
        if let conflict { return report.note(conflict) }
        report.note(deed, of: user.login.display)
        guard deed != .kept else { return }
        gone.append(user)
        if user.isEnabled { freeSeats? += 1 }
    }
}

extension SyncReport {
    /// Users who lose something that only the source gives.
    fileprivate var taken: Int { self[.withdrawn] + self[.deleted] + self[.leftGroups] }

    /// What carrying out the change does, the conflict beside it included.
    mutating func note(_ change: ProvisionedUser) {
        note(change.deed, of: change.after.login.display)
        if !change.leaves.isEmpty, !change.isWithdrawn { note(.leftGroups, of: change.after.login.display) }
        if let conflict = change.conflict { note(conflict) }
    }
}

extension ProvisionedUser {
    fileprivate var deed: SyncDeed {
        if isNew { return .created }
        if isWithdrawn { return .withdrawn }
        if hasReturned { return .returned }
        return changesNothing ? .unchanged : .refreshed
    }
}
