import FoundationEssentials
import IdentityCore

/// Decides and writes the rows of one transaction. Everything that can be refused is asked before the first change of a
/// row, so that a new user needs no part of its own; and what many rows share is asked once.
struct ImportDesk {
    private struct Standing: Hashable {
        let organization: OrganizationID
        let roles: Set<Role>
        let groups: Set<GroupID>
    }
    private struct Home: Hashable {
        let organization: OrganizationID?
        let tenant: TenantID?
    }
    private struct GroupName: Hashable {
        let selector: GroupSelector
        let organization: OrganizationID
    }

    private let users: UserService
    private let run: ImportRun
    private let asked: Caller
    private let now: Date
    private var caller: Caller
    private var homes: [Home: Result<(OrganizationID, TenantID), ServiceError>] = [:]
    private var groups: [GroupName: Result<GroupID, ServiceError>] = [:]
    private var standings: [Standing: Result<Void, ServiceError>] = [:]
    /// `nil` until it was asked.
    private var freeSeats: Int?

    init(
        _ users: UserService, _ run: ImportRun, in store: any StoreReading, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        self.users = users
        self.run = run
        self.now = now
        asked = caller
        self.caller = try caller.confirm(.manageUsers, in: store, at: now)
        try self.caller.requireNoImpersonation()
    }

    /// - Throws: only what ends the import; a refusal of the row is returned.
    mutating func decide(_ row: PreparedRow, in store: any StoreWriting) throws(ServiceError) -> ImportDecision {
        do throws(ServiceError) { return try carryOut(row.get(), in: store) } catch {
            guard !error.endsWholeCall else { throw error }
            return .refused(error)
        }
    }

    private mutating func carryOut(
        _ row: CheckedRow, in store: any StoreWriting
    ) throws(ServiceError) -> ImportDecision {
        if row.credential != nil { try caller.requireMayHandOutPasswords() }
        if run.onExisting != .refuse, let present = try store.users.find(.login(row.user.login)) {
            return try meet(present, row, in: store)
        }
        try create(row, in: store)
        return .created
    }

    private mutating func create(_ row: CheckedRow, in store: any StoreWriting) throws(ServiceError) {
        var user = row.user
        (user.organization, user.tenant) = try home(row.placement, in: store)
        var members: Set<GroupID> = []
        for selector in row.placement.groups ?? [] {
            members.insert(try group(selector, of: user.organization, in: store))
        }
        try requireStanding(Standing(organization: user.organization, roles: user.roles, groups: members), in: store)
        if user.isEnabled { try requireSeat(in: store) }
        try store.users.requireNamesApart(user)
        // Refuses without having changed anything.
        try store.userWrites.insert(user)
        if let credential = row.credential { try store.passwordWrites.put(credential) }
        for group in members { _ = try store.groupWrites.addMember(user.id, to: group, origin: .assigned) }
        if user.isEnabled { freeSeats? -= 1 }
        try store.auditWrites.append(
            caller.entry(.userCreated, on: .user(user), at: now, in: user.organization, detail: "import"))
    }

    /// A login that came before in this run is a duplicate, whatever is to happen to those who were there.
    private mutating func meet(
        _ present: User, _ row: CheckedRow, in store: any StoreWriting
    ) throws(ServiceError) -> ImportDecision {
        let touched = run.onExisting == .update ? present.updatedAt : present.createdAt
        guard present.source == row.user.source, touched < run.startedAt,
            caller.reaches(present.organization, with: .manageUsers)
        else { throw .alreadyExists(.user, field: "login") }
        guard run.onExisting == .update, let edit = row.edit else { return .skipped }
        let (users, caller, now) = (users, caller, now)
        try store.attempt { () throws(ServiceError) in
            try users.update(present, row, edit, in: store, as: caller, at: now)
        }
        // The row may have been about the caller, or have taken a seat.
        self.caller = try asked.confirm(.manageUsers, in: store, at: now)
        standings = [:]
        freeSeats = nil
        return .updated
    }

    private mutating func home(
        _ placement: UserPlacement, in store: any StoreReading
    ) throws(ServiceError) -> (OrganizationID, TenantID) {
        let home = Home(organization: placement.organization, tenant: placement.tenant)
        if let known = homes[home] { return try known.get() }
        let found = Result { () throws(ServiceError) in
            try users.place(placement, in: store, as: caller)
        }
        homes[home] = found
        return try found.get()
    }

    private mutating func group(
        _ selector: GroupSelector, of organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> GroupID {
        let name = GroupName(selector: selector, organization: organization)
        if let known = groups[name] { return try known.get() }
        let found = Result { () throws(ServiceError) in
            let group = try store.groups.require(selector, of: organization, using: users.hands.text)
            try caller.requireReach(.manageGroups, into: organization, orNotFound: .group)
            return group.id
        }
        groups[name] = found
        return try found.get()
    }

    /// The roles are defined, and the caller holds all that roles and groups give.
    private mutating func requireStanding(_ standing: Standing, in store: any StoreReading) throws(ServiceError) {
        if let known = standings[standing] { return try known.get() }
        let found = Result { () throws(ServiceError) in
            try Authorization.requireDefined(standing.roles, in: store)
            try caller.requireDominance(
                over: Authorization.grants(
                    of: standing.roles, and: standing.groups, organization: standing.organization, in: store))
        }
        standings[standing] = found
        try found.get()
    }

    private mutating func requireSeat(in store: any StoreReading) throws(ServiceError) {
        guard let seats = users.seats else { return }
        if freeSeats == nil {
            freeSeats = try seats - run.rehearsedSeats - store.users.countEnabled(upTo: seats + 1)
        }
        guard let freeSeats, freeSeats > 0 else { throw .conflict(.noSeat(seats: seats)) }
    }
}
