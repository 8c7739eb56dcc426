package import FoundationEssentials
package import IdentityCore

/// Where a request came from, for audit and limits.
package struct RequestOrigin: Hashable, Sendable {
    /// The client's address as far as the listed proxies can be trusted; `nil` at the command line.
    package var address: String?
    /// What counts as one client for limits: the address, or its network.
    package var limitKey: String
    package var requestID: String?
    package var userAgent: String?

    package init(address: String?, limitKey: String, requestID: String? = nil, userAgent: String? = nil) {
        self.address = address
        self.limitKey = limitKey
        self.requestID = requestID
        self.userAgent = userAgent
    }

    package static let local = RequestOrigin(address: nil, limitKey: "local")
}

/// On whose behalf a use case runs. Made from a proof only, never from a body.
package struct Caller: Sendable {
    package enum Principal: Sendable {
        case anonymous
        case account(SignedInAccount)
        /// The person at the command line of the machine itself; the name is the system account's.
        case `operator`(String)
        /// The server's own housekeeping.
        case system
    }

    package let principal: Principal
    package let origin: RequestOrigin

    package init(_ principal: Principal, origin: RequestOrigin = .local) {
        self.principal = principal
        self.origin = origin
    }

    /// The user, if one is signed in.
    package var account: SignedInAccount? {
        if case .account(let account) = principal { account } else { nil }
    }

    package var rights: Rights {
        switch principal {
        case .anonymous: []
        case .account(let account): account.rights
        case .operator, .system: .all
        }
    }
}

// MARK: - Asking for the right

extension Caller {
    /// The first line of every use case that needs a right.
    package func require(_ right: Right) throws(ServiceError) {
        try requireFullSession()
        guard rights.contains(right) else { throw .forbidden(.missingRight(right)) }
    }

    /// Somebody is signed in, and not merely to choose a password.
    func requireFullSession() throws(ServiceError) {
        switch principal {
        case .anonymous: throw .unauthenticated
        case .account(let account):
            guard account.user.requiredActions.isEmpty else { throw .forbidden(.passwordChangeRequired) }
        case .operator, .system: return
        }
    }

    func requireAccount() throws(ServiceError) -> SignedInAccount {
        guard let account else { throw .unauthenticated }
        return account
    }

    /// The same question once more inside the transaction that acts: the right may have gone since the request came in.
    /// - Returns: the rights as they are now.
    func confirm(
        _ right: Right, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> Rights {
        let current = try refreshed(in: store, at: moment)
        try current.require(right)
        return current.rights
    }

    /// This caller with what the store holds now.
    /// - Throws: `unauthenticated` when the session or the account has ended.
    func refreshed(in store: any StoreReading, at moment: Date) throws(ServiceError) -> Caller {
        guard let account else { return self }
        guard let session = try store.sessions.find(account.session.id), session.expiresAt > moment,
            let user = try store.users.find(.id(account.user.id)), user.isEnabled
        else { throw .unauthenticated }
        return Caller(.account(SignedInAccount(session: session, user: user)), origin: origin)
    }
}

// MARK: - Audit

extension Caller {
    var actor: AuditActor {
        switch principal {
        case .anonymous: .anonymous
        case .account(let account): .user(account.user.id, login: account.user.login.display)
        case .operator(let name): .operator(name)
        case .system: .system
        }
    }

    package func entry(
        _ action: AuditAction, on object: AuditObject?, at moment: Date, outcome: AuditOutcome = .success,
        detail: String? = nil
    ) -> AuditEntry {
        AuditEntry(
            at: moment, actor: actor, action: action, object: object, outcome: outcome, detail: detail,
            address: origin.address, requestID: origin.requestID)
    }
}

extension AuditObject {
    static func user(_ user: User) -> AuditObject {
        AuditObject(kind: .user, id: user.id.description, name: user.login.display)
    }
}
