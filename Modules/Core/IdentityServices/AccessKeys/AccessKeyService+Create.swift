package import FoundationEssentials
package import IdentityCore

/// Whose a new key is to be.
package enum KeyOwner: Sendable {
    case caller
    case user(UserSelector)
    /// A global key, with what the groups grant.
    case groups(Set<GroupSelector>, OrganizationID?)
}

/// What a new key is to be.
package struct CreateAccessKey: Sendable {
    package var owner: KeyOwner
    /// Built-in roles that a global key holds beside what its groups grant: with them, even if empty, it needs no group.
    package var roles: Set<String>?
    /// Named after the beginning of its token when left out.
    package var name: String?
    package var about: String
    /// Permissions as text; `nil` for everything that the owner may do.
    package var scopes: Set<String>?
    package var expiresAt: Date?

    package init(
        owner: KeyOwner = .caller, roles: Set<String>? = nil, name: String?, about: String = "",
        scopes: Set<String>? = nil, expiresAt: Date? = nil
    ) {
        self.owner = owner
        self.roles = roles
        self.name = name
        self.about = about
        self.scopes = scopes
        self.expiresAt = expiresAt
    }
}

extension AccessKeyService {
    /// - Throws: `invalidInput`, `alreadyExists` for the name; `forbidden(.targetIsStronger)` for a key that could do what
    ///   the caller can't; `notFound` for an owner out of reach.
    package func create(_ command: CreateAccessKey, as caller: Caller) async throws(ServiceError) -> IssuedKey {
        try requireAnyRight(caller)
        try caller.requireOwnHands()
        let now = hands.clock.now()
        let (token, prefix, digest) = keys.mint()
        let name = try FoldedName<KeyNameKind>(command.name ?? "key \(prefix)", using: hands.text)
        let about = try KeyRules.about(command.about, using: hands.text)
        let scopes = try KeyRules.scopes(command.scopes)
        let roles = try KeyRules.roles(command.roles, of: command.owner)
        if case .groups(let groups, _) = command.owner {
            try KeyRules.requireFit(groups: groups.count, hasRoles: command.roles != nil)
        }
        try KeyRules.requireFuture(command.expiresAt, at: now)
        let id = AccessKeyID(hands.ids.uuid())
        return try await storage.write { store in
            let current = try current(caller, in: store, at: now)
            let (owner, organization) = try owner(command.owner, in: store, as: current)
            let key = AccessKey(
                id: id, owner: owner, roles: roles, organization: organization, name: name, about: about,
                prefix: prefix,
                digest: digest, scopes: scopes, createdAt: now, createdBy: current.holder,
                expiresAt: command.expiresAt)
            try requireReach(key, as: current)
            try requireDominance(over: key, in: store, as: current)
            try requireShorterLife(key, as: current)
            try store.accessKeyWrites.insert(key)
            try store.auditWrites.append(current.entry(.keyCreated, on: .key(key), at: now, in: key.organization))
            return IssuedKey(token: token, key: key)
        }
    }

    private func owner(
        _ wanted: KeyOwner, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> (AccessKey.Owner, OrganizationID) {
        switch wanted {
        case .caller:
            let user = try caller.requireAccount().user
            try requireUnlocked(user)
            return (.user(user.id), user.organization)
        case .user(let selector):
            guard let reference = selector.reference(using: hands.text),
                let user = try store.users.find(reference)
            else { throw .notFound(.user) }
            if user.id != caller.userID {
                try caller.requireReach(.manageKeys, into: user.organization, orNotFound: .user)
            }
            try requireUnlocked(user)
            return (.user(user.id), user.organization)
        case .groups(let selectors, let asked):
            try caller.require(.manageKeys)
            let organization = asked ?? caller.organization
            try caller.requireReach(.manageKeys, into: organization, orNotFound: .organization)
            var groups: Set<GroupID> = []
            for selector in selectors {
                groups.insert(try store.groups.require(selector, of: organization, using: hands.text).id)
            }
            return (.groups(groups), organization)
        }
    }
}

/// What is accepted from outside.
enum KeyRules {
    static let maximumScopes = 100
    static let maximumGroups = 100

    static func about(_ text: String, using hands: any TextNormalizing) throws(ServiceError) -> String {
        guard !text.isEmpty, let problem = NameRules.problem(inName: text, field: "about", using: hands) else {
            return text
        }
        throw .invalidInput([problem])
    }

    static func scopes(_ texts: Set<String>?) throws(ServiceError) -> Set<Permission>? {
        guard let texts else { return nil }
        guard (1...maximumScopes).contains(texts.count) else {
            throw .invalidInput([
                FieldProblem("scopes", .outOfRange, "A key has from one to \(maximumScopes) scopes, or none are named.")
            ])
        }
        var problems: [FieldProblem] = [], scopes: Set<Permission> = []
        for text in texts.sorted() {
            if let permission = Permission(text) {
                scopes.insert(permission)
            } else {
                problems.append(
                    FieldProblem("scopes", .malformed, "\"\(text.prefix(64))\" is no permission like type:action."))
            }
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
        return scopes
    }

    /// Only the program's own, which nobody can take away and make anew as something else under the key.
    static func roles(_ names: Set<String>?, of owner: KeyOwner) throws(ServiceError) -> Set<Role> {
        let roles = Set((names ?? []).map(Role.init(rawValue:)))
        guard !roles.isEmpty else { return [] }
        guard case .groups = owner, roles.allSatisfy({ Role.builtIn[$0] != nil }) else {
            throw .invalidInput([FieldProblem("roles", .unknown, "Global keys hold built-in roles, others none.")])
        }
        return roles
    }

    /// - Parameter count: of the groups that a global key is to belong to.
    static func requireFit(groups count: Int, hasRoles: Bool) throws(ServiceError) {
        let least = hasRoles ? 0 : 1
        guard !(least...maximumGroups).contains(count) else { return }
        throw .invalidInput([
            FieldProblem("groups", .outOfRange, "A global key belongs to one group or more, at most \(maximumGroups).")
        ])
    }

    static func requireFuture(_ moment: Date?, at now: Date) throws(ServiceError) {
        guard let moment, moment <= now else { return }
        throw .invalidInput([FieldProblem("expiresAt", .outOfRange, "The key would have ended already.")])
    }
}
