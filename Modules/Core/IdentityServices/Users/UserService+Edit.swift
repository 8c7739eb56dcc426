package import FoundationEssentials
package import IdentityCore

/// A field that an edit may leave alone, set or clear.
package enum Change<Value: Sendable>: Sendable {
    case keep
    case set(Value)
    case clear
}

/// What an edit changes; a field left out stays.
package struct EditUser: Sendable {
    package var login: String?
    package var email: Change<String> = .keep
    package var displayName: String?
    package var givenName: Change<String> = .keep
    package var familyName: Change<String> = .keep
    package var isEmailVerified: Bool?
    package var profile: Change<String> = .keep
    package var trial: Change<Trial> = .keep
    package var validUntil: Change<Date> = .keep
    package var defaultWorkspace: Change<WorkspaceID> = .keep
    /// Staying in the organization keeps the tenant. Moving to another one ends what the user had in the old one: groups, workspaces, keys, sessions.
    package var organization: OrganizationID?
    package var tenant: TenantID?
    package var roles: Set<String>?
    /// Added to the roles that the user holds then, and taken from them.
    package var granting: Set<String> = []
    package var withdrawing: Set<String> = []
    /// Whether an own password has to be chosen before anything else.
    package var requiresPasswordChange: Bool?
    /// Stored in the place of earlier ones; `nil` removes one.
    package var documents: [DocumentName: String?] = [:]
    /// The groups that the user is assigned to from then on.
    package var groups: Set<GroupSelector>?
    /// Whether `groups` names those too that the user's source maps, which then stay what they are: for clients that send
    /// back the whole list they read.
    package var groupsIncludeMapped = false
    package var isEnabled: Bool?
    /// Refuses the edit when the user has moved on from this version.
    package var ifVersion: Int?

    package init() {}
}

extension UserService {
    /// Changes what `edit` names. Disabling also ends every session of the user; enabling also opens an account that
    /// too many wrong passwords have locked.
    /// - Throws: `conflict` for the last administrator or a stale version, `forbidden` for an account stronger than the
    ///   caller, `alreadyExists`, `invalidInput`, `notFound`.
    package func edit(
        _ selector: UserSelector, _ edit: EditUser, as caller: Caller
    ) async throws(ServiceError) -> User {
        try caller.require(.manageUsers)
        let now = hands.clock.now()
        let prepared = try prepare(selector, edit)
        return try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            return try carryOut(prepared, in: store, as: current, at: now)
        }
    }

    /// An edit whose values have passed the rules, and whom it is about.
    struct PreparedEdit: Sendable {
        let reference: UserReference
        let edit: EditUser
        fileprivate let change: CheckedEdit
        fileprivate let documents: DocumentDraft
    }

    func prepare(_ selector: UserSelector, _ edit: EditUser) throws(ServiceError) -> PreparedEdit {
        PreparedEdit(
            reference: try reference(selector), edit: edit, change: try CheckedEdit(edit, using: hands.text),
            documents: try DocumentDraft(edit.documents, of: .user))
    }

    func carryOut(
        _ prepared: PreparedEdit, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> User {
        let edit = prepared.edit
        let (before, grants) = try target(prepared.reference, for: .manageUsers, in: store, as: caller)
        try requireVersion(edit.ifVersion, of: before)
        var after = before
        try move(&after, edit, in: store, as: caller, at: now)
        prepared.change.apply(to: &after)
        try requireDefaultWorkspace(edit.defaultWorkspace, of: after, in: store)
        if after.requiredActions != before.requiredActions { try requireMayDemandPassword(of: after, as: caller) }
        var fields =
            try CheckedEdit.differences(after, before) + prepared.documents.store(of: .user(after.id), in: store)
        // An account that its source has withdrawn is disabled by somebody here from then on, so that it stays so.
        let isOwn = before.withdrawnAt == nil
        let switched = edit.isEnabled.flatMap { $0 == before.isEnabled && isOwn ? nil : $0 }
        let isLocked = before.failedLogins >= limits.consecutiveFailures
        // Nobody opens the own account again.
        let unlocks = edit.isEnabled == true && (isLocked || switched == true) && before.id != caller.userID
        if unlocks { after.failedLogins = 0 }
        if try join(after, edit.groups, leavesMapped: edit.groupsIncludeMapped, in: store, as: caller, at: now) {
            fields.append("groups")
        }
        guard !fields.isEmpty || switched != nil || unlocks else { return before }
        after.isEnabled = switched ?? before.isEnabled
        if switched != nil { after.withdrawnAt = nil }
        try requireOthersEnd(after, before, as: caller)
        if after.email != before.email { try caller.requireMayChangeAddresses() }
        if after.login != before.login || after.email != before.email { try store.users.requireNamesApart(after) }
        if after.roles != before.roles { try Authorization.requireDefined(after.roles, in: store) }
        if let workspace = after.defaultWorkspace, workspace != before.defaultWorkspace {
            guard try store.workspaces.membership(of: after.id, in: workspace) != nil else {
                throw .notFound(.workspace)
            }
        }
        after.version += 1
        after.updatedAt = now
        try store.userWrites.replace(after)
        try caller.requireDominance(over: Authorization.grants(of: after, in: store).besides(after))
        // An end that is set for the last administrator is a removal with a delay.
        let taking: Set<String> = ["groups", "organization", "roles", "trial", "validUntil"]
        if grants.areUnlimited, switched == false || !taking.isDisjoint(with: fields) {
            try Authorization.requireAdministrator(in: store)
        }
        if switched == true { try requireSeat(in: store) }
        if switched == false { _ = try store.sessionWrites.removeAll(of: after.id, except: nil) }
        // What went to an address that is no longer the user's opens nothing, nor what a closed account was sent.
        if switched == false || after.email != before.email { try store.codeWrites.removeAll(of: after.id) }
        try record(
            after, fields: fields, switched: switched, isUnlocked: isLocked && unlocks, in: store, as: caller, at: now)
        return after
    }

    private func record(
        _ user: User, fields: [String], switched: Bool?, isUnlocked: Bool, in store: any StoreWriting,
        as caller: Caller, at now: Date
    ) throws(ServiceError) {
        var actions: [(AuditAction, String?)] = []
        if !fields.isEmpty { actions.append((.userEdited, fields.joined(separator: ", "))) }
        if let switched { actions.append((switched ? .userEnabled : .userDisabled, nil)) }
        if isUnlocked { actions.append((.userUnlocked, nil)) }
        for (action, detail) in actions {
            try store.auditWrites.append(
                caller.entry(action, on: .user(user), at: now, in: user.organization, detail: detail))
        }
    }

    /// - Throws: `notFound(.workspace)`, also for a workspace of another organization.
    private func requireDefaultWorkspace(
        _ change: Change<WorkspaceID>, of user: User, in store: any StoreReading
    ) throws(ServiceError) {
        guard case .set(let id) = change else { return }
        guard try store.workspaces.find(id)?.organization == user.organization else { throw .notFound(.workspace) }
    }

    /// Deletes the user with its password and sessions. Audit records keep its id and name.
    /// - Parameter sparesOwn: refuses the caller's own account with `forbidden(.ownAccount)`.
    package func delete(
        _ selector: UserSelector, ifVersion: Int? = nil, sparesOwn: Bool = false, as caller: Caller
    ) async throws(ServiceError) {
        try caller.require(.manageUsers)
        let now = hands.clock.now()
        let reference = try reference(selector)
        try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            try remove(reference, ifVersion: ifVersion, sparesOwn: sparesOwn, in: store, as: current, at: now)
        }
    }

    func remove(
        _ reference: UserReference, ifVersion: Int?, sparesOwn: Bool = false, in store: any StoreWriting,
        as caller: Caller, at now: Date
    ) throws(ServiceError) {
        let (user, grants) = try target(reference, for: .manageUsers, in: store, as: caller)
        if sparesOwn, caller.stands(for: user.id) { throw .forbidden(.ownAccount) }
        try requireVersion(ifVersion, of: user)
        try store.userWrites.remove(user.id)
        if grants.areUnlimited { try Authorization.requireAdministrator(in: store) }
        try store.auditWrites.append(caller.entry(.userDeleted, on: .user(user), at: now, in: user.organization))
    }
}

/// An edit whose values have passed the rules.
fileprivate struct CheckedEdit: Sendable {
    private var login: Login?
    private var email: Change<EmailAddress> = .keep
    private var displayName: DisplayName?
    private var givenName: Change<String> = .keep
    private var familyName: Change<String> = .keep
    private var profile: Change<String> = .keep
    private let edit: EditUser

    init(_ edit: EditUser, using text: any TextNormalizing) throws(ServiceError) {
        self.edit = edit
        var draft = UserDraft(using: text)
        login = edit.login.flatMap { draft.login($0) }
        email = Self.checked(edit.email) { draft.email($0) }
        displayName = edit.displayName.flatMap { draft.displayName($0) }
        givenName = Self.checked(edit.givenName) { draft.name($0, field: "givenName") }
        familyName = Self.checked(edit.familyName) { draft.name($0, field: "familyName") }
        profile = Self.checked(edit.profile) { draft.name($0, field: "profile") }
        if case .set(let trial) = edit.trial { draft.check(trial) }
        try draft.finish()
    }

    private static func checked<Value>(_ change: Change<String>, _ check: (String) -> Value?) -> Change<Value> {
        switch change {
        case .keep: .keep
        case .clear: .clear
        case .set(let raw): check(raw).map(Change.set) ?? .keep
        }
    }

    func apply(to user: inout User) {
        if let login { user.login = login }
        email.apply(to: &user.email)
        if let displayName { user.displayName = displayName }
        givenName.apply(to: &user.givenName)
        familyName.apply(to: &user.familyName)
        if let verified = edit.isEmailVerified { user.isEmailVerified = verified }
        profile.apply(to: &user.profile)
        edit.trial.apply(to: &user.trial)
        edit.validUntil.apply(to: &user.validUntil)
        edit.defaultWorkspace.apply(to: &user.defaultWorkspace)
        if let roles = edit.roles { user.roles = Set(roles.map(Role.init(rawValue:))) }
        user.roles.formUnion(edit.granting.map(Role.init(rawValue:)))
        user.roles.subtract(edit.withdrawing.map(Role.init(rawValue:)))
        switch edit.requiresPasswordChange {
        case true?: user.requiredActions.insert(.updatePassword)
        case false?: user.requiredActions.remove(.updatePassword)
        case nil: break
        }
    }

    /// - Returns: the names of the fields whose value is another one now.
    static func differences(_ user: User, _ before: User) -> [String] {
        let all: [(String, Bool)] = [
            ("login", user.login.display != before.login.display),
            ("email", user.email?.display != before.email?.display),
            ("displayName", user.displayName.display != before.displayName.display),
            ("givenName", user.givenName != before.givenName), ("familyName", user.familyName != before.familyName),
            ("emailVerified", user.isEmailVerified != before.isEmailVerified),
            ("profile", user.profile != before.profile), ("trial", user.trial != before.trial),
            ("validUntil", user.validUntil != before.validUntil),
            ("defaultWorkspace", user.defaultWorkspace != before.defaultWorkspace),
            ("organization", user.organization != before.organization), ("tenant", user.tenant != before.tenant),
            ("roles", user.roles != before.roles),
            ("requiredActions", user.requiredActions != before.requiredActions),
        ]
        return all.filter(\.1).map(\.0)
    }
}
