import FoundationEssentials
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
    package var roles: Set<String>?
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
        let reference = try reference(selector)
        let change = try CheckedEdit(edit, using: hands.text)
        return try await storage.write { store in
            let rights = try caller.confirm(.manageUsers, in: store, at: now)
            let before = try store.users.require(reference)
            try requireDominance(of: rights, over: before.roles.rights)
            try requireVersion(edit.ifVersion, of: before)
            var after = before
            let fields = change.apply(to: &after)
            let switched = edit.isEnabled.flatMap { $0 == before.isEnabled ? nil : $0 }
            let isLocked = before.failedLogins >= limits.consecutiveFailures
            let unlocks = edit.isEnabled == true && (isLocked || switched == true)
            if unlocks { after.failedLogins = 0 }
            guard !fields.isEmpty || switched != nil || unlocks else { return before }
            after.isEnabled = switched ?? before.isEnabled
            try requireDominance(of: rights, over: after.roles.rights)
            try requireAnotherAdministrator(insteadOf: before, after: after, in: store)
            after.version += 1
            after.updatedAt = now
            try store.userWrites.replace(after)
            if !fields.isEmpty {
                try store.auditWrites.append(
                    caller.entry(.userEdited, on: .user(after), at: now, detail: fields.joined(separator: ", ")))
            }
            if switched == false { _ = try store.sessionWrites.removeAll(of: after.id, except: nil) }
            if let switched {
                let action: AuditAction = switched ? .userEnabled : .userDisabled
                try store.auditWrites.append(caller.entry(action, on: .user(after), at: now))
            }
            if isLocked, unlocks {
                try store.auditWrites.append(caller.entry(.userUnlocked, on: .user(after), at: now))
            }
            return after
        }
    }

    /// Deletes the user with its password and sessions. Audit records keep its id and name.
    package func delete(
        _ selector: UserSelector, ifVersion: Int? = nil, as caller: Caller
    ) async throws(ServiceError) {
        try caller.require(.manageUsers)
        let now = hands.clock.now()
        let reference = try reference(selector)
        try await storage.write { store in
            let rights = try caller.confirm(.manageUsers, in: store, at: now)
            let user = try store.users.require(reference)
            try requireDominance(of: rights, over: user.roles.rights)
            try requireVersion(ifVersion, of: user)
            try requireAnotherAdministrator(insteadOf: user, after: nil, in: store)
            try store.userWrites.remove(user.id)
            try store.auditWrites.append(caller.entry(.userDeleted, on: .user(user), at: now))
        }
    }
}

/// An edit whose values have passed the rules.
private struct CheckedEdit: Sendable {
    private var login: Login?
    private var email: Change<EmailAddress> = .keep
    private var displayName: DisplayName?
    private var givenName: Change<String> = .keep
    private var familyName: Change<String> = .keep
    private var roles: Set<Role>?

    init(_ edit: EditUser, using text: any TextNormalizing) throws(ServiceError) {
        var draft = UserDraft(using: text)
        login = edit.login.flatMap { draft.login($0) }
        email = Self.checked(edit.email) { draft.email($0) }
        displayName = edit.displayName.flatMap { draft.displayName($0) }
        givenName = Self.checked(edit.givenName) { draft.name($0, field: "givenName") }
        familyName = Self.checked(edit.familyName) { draft.name($0, field: "familyName") }
        roles = edit.roles.map { draft.roles($0) }
        try draft.finish()
    }

    private static func checked<Value>(_ change: Change<String>, _ check: (String) -> Value?) -> Change<Value> {
        switch change {
        case .keep: .keep
        case .clear: .clear
        case .set(let raw): check(raw).map(Change.set) ?? .keep
        }
    }

    /// - Returns: the names of the fields whose value is another one now.
    func apply(to user: inout User) -> [String] {
        let before = user
        if let login { user.login = login }
        Self.apply(email, to: &user.email)
        if let displayName { user.displayName = displayName }
        Self.apply(givenName, to: &user.givenName)
        Self.apply(familyName, to: &user.familyName)
        if let roles { user.roles = roles }
        var fields: [String] = []
        if user.login.display != before.login.display { fields.append("login") }
        if user.email?.display != before.email?.display { fields.append("email") }
        if user.displayName.display != before.displayName.display { fields.append("displayName") }
        if user.givenName != before.givenName { fields.append("givenName") }
        if user.familyName != before.familyName { fields.append("familyName") }
        if user.roles != before.roles { fields.append("roles") }
        return fields
    }

    private static func apply<Value>(_ change: Change<Value>, to field: inout Value?) {
        switch change {
        case .keep: break
        case .clear: field = nil
        case .set(let value): field = value
        }
    }
}
