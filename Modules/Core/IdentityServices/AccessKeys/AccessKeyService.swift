import FoundationEssentials
package import IdentityCore

/// A key just made or rotated, with the only copy of its token.
package struct IssuedKey: Sendable {
    package let token: Secret
    package let key: AccessKey
}

/// Long-lived proofs for programs: one's own, another user's, or global ones that belong to groups.
package struct AccessKeyService: Sendable {
    let storage: any Storage
    let keys: any AccessKeyMaking
    let limits: SignInLimits
    let hands: ServiceHands

    package init(storage: any Storage, keys: any AccessKeyMaking, limits: SignInLimits, hands: ServiceHands) {
        self.storage = storage
        self.keys = keys
        self.limits = limits
        self.hands = hands
    }

    /// Asked first: keys are made and read neither while acting as somebody else nor without any right to them.
    func requireAnyRight(_ caller: Caller) throws(ServiceError) {
        try caller.requireFullSession()
        try caller.requireNoImpersonation()
        guard caller.grants.contains(.keepOwnKeys) || caller.grants.contains(.manageKeys) else {
            throw .forbidden(.missingRight(.keepOwnKeys))
        }
    }

    /// The caller as the store knows it now, inside the transaction that acts.
    func current(_ caller: Caller, in store: any StoreReading, at now: Date) throws(ServiceError) -> Caller {
        let current = try caller.refreshed(in: store, at: now)
        try requireAnyRight(current)
        return current
    }

    /// What lies out of reach is answered as if it were not there.
    func requireReach(_ key: AccessKey, as caller: Caller) throws(ServiceError) {
        if case .user(let owner) = key.owner, owner == caller.userID, caller.grants.contains(.keepOwnKeys) { return }
        try caller.requireReach(.manageKeys, into: key.organization, orNotFound: .accessKey)
    }

    func require(_ id: AccessKeyID, in store: any StoreReading, as caller: Caller) throws(ServiceError) -> AccessKey {
        guard let key = try store.accessKeys.find(id) else { throw .notFound(.accessKey) }
        try requireReach(key, as: caller)
        return key
    }

    /// A locked account gets no way around its lock.
    func requireUnlocked(_ user: User) throws(ServiceError) {
        guard user.failedLogins < limits.consecutiveFailures else {
            throw .unsupported("Too many wrong passwords have locked the account.")
        }
    }

    /// A key hands out no token that outlives it.
    func requireShorterLife(_ key: AccessKey, as caller: Caller) throws(ServiceError) {
        guard let end = caller.keyExpiry else { return }
        guard let expiresAt = key.expiresAt, expiresAt <= end else { throw .forbidden(.targetIsStronger) }
    }

    /// What the key lets its holder do must be the caller's to give: a key can't make a wider one than itself, also
    /// where the owner does not hold yet what the scopes name, and nobody makes one for somebody stronger.
    func requireDominance(
        over key: AccessKey, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) {
        if let own = caller.key?.scopes {
            guard let scopes = key.scopes,
                PermissionSet(permissions: own).covers(PermissionSet(permissions: scopes))
            else { throw .forbidden(.targetIsStronger) }
        }
        var grants: Grants
        switch key.owner {
        case .user(let id): grants = try Authorization.grants(of: store.users.require(.id(id)), in: store)
        case .groups(let groups):
            grants = try Authorization.grants(of: groups, organization: key.organization, in: store)
        }
        if let scopes = key.scopes { grants = grants.limited(to: PermissionSet(permissions: scopes)) }
        // Somebody else's key administers others, not the keys of its owner.
        if case .user(let id) = key.owner, id == caller.userID, !caller.grants.asHeld.dominate(grants) {
            throw .forbidden(.targetIsStronger)
        }
        try caller.requireDominance(over: grants)
    }
}

extension AuditObject {
    static func key(_ key: AccessKey) -> AuditObject {
        AuditObject(kind: .accessKey, id: key.id.description, name: key.name.display)
    }
}
