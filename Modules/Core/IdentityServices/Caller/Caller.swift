package import FoundationEssentials
package import IdentityCore

/// On whose behalf a use case runs. Made from a proof only, never from a body.
package struct Caller: Sendable {
    package enum Principal: Sendable {
        case anonymous
        case account(SignedInAccount)
        /// A program with a key that belongs to no user.
        case globalKey(KeyHolder)
        /// The person at the command line of the machine itself; the name is the system account's.
        case `operator`(String)
        /// The server's own housekeeping.
        case system
    }

    package let principal: Principal
    package var origin: RequestOrigin
    /// Rights that a permission on single things stands for during one use, in the own organization; see
    /// `Delegation/`. No part of `grants`: they dominate nobody and are handed to nobody.
    var delegated: Rights = []

    package init(_ principal: Principal, origin: RequestOrigin = .local) {
        self.principal = principal
        self.origin = origin
    }

    /// The user, if one is signed in.
    package var account: SignedInAccount? {
        if case .account(let account) = principal { account } else { nil }
    }

    package var userID: UserID? { account?.user.id }

    package var grants: Grants {
        switch principal {
        case .anonymous: Grants(in: .standard)
        case .account(let account): account.grants
        case .globalKey(let holder): holder.grants
        case .operator, .system: .all
        }
    }

    /// Who holds the proof: of a key, whoever was handed its token. `nil` for nobody with an account.
    var holder: UserID? {
        switch principal {
        case .account(let account):
            if case .key(let key) = account.proof { key.createdBy } else { account.user.id }
        case .globalKey(let holder): holder.key.createdBy
        case .anonymous, .operator, .system: nil
        }
    }

    /// The access key that is the proof, if it is one.
    var key: AccessKey? {
        switch principal {
        case .account(let account):
            if case .key(let key) = account.proof { key } else { nil }
        case .globalKey(let holder): holder.key
        case .anonymous, .operator, .system: nil
        }
    }

    /// When the proof ends, for a key that ends at all: what is made with a key does not outlive it.
    var keyExpiry: Date? { key?.expiresAt }

    /// Where the caller is at home; the operator's home is the standard organization.
    package var organization: OrganizationID { grants.organization }
}

// MARK: - Asking for the right

extension Caller {
    /// The first line of every use case that needs a right: whether it is held at all. How far it goes is asked of the
    /// thing it is used on.
    package func require(_ right: Right) throws(ServiceError) {
        try requireFullSession()
        guard grants.contains(right) else { throw .forbidden(.missingRight(right)) }
    }

    /// Whether the right goes as far as this organization; `nil` stands for the server as a whole.
    package func reaches(_ place: OrganizationID?, with right: Right) -> Bool {
        grants.allow(right, in: place) || delegated.contains(right) && place == organization
    }

    /// What lies out of reach is answered as if it were not there, so that foreign ids can't be probed.
    package func requireReach(
        _ right: Right, into place: OrganizationID, orNotFound kind: EntityKind
    ) throws(ServiceError) {
        guard reaches(place, with: right) else { throw .notFound(kind) }
    }

    /// The organization that a list is limited to; `nil` for none.
    /// - Throws: `notFound(.organization)` when another one was asked for than the right reaches.
    package func place(
        for right: Right, asked: OrganizationID?
    ) throws(ServiceError) -> OrganizationID? {
        if grants.reach(of: right) == .server { return asked }
        if let asked, asked != organization { throw .notFound(.organization) }
        return organization
    }

    /// There is no path from weaker to stronger: who acts on an account, or hands out roles, holds everything they give.
    /// - Parameter other: not worked out for a caller whom nothing is kept from.
    package func requireDominance(
        over other: @autoclosure () throws(ServiceError) -> Grants
    ) throws(ServiceError) {
        guard !grants.areUnlimited else { return }
        guard grants.dominate(try other()) else { throw .forbidden(.targetIsStronger) }
    }

    /// Whether the caller holds everything that is held there, too.
    func isAsStrong(as other: @autoclosure () throws(ServiceError) -> Grants) throws(ServiceError) -> Bool {
        if grants.areUnlimited { return true }
        return grants.dominate(try other())
    }

    /// Somebody is signed in, and not merely to choose a password.
    package func requireFullSession() throws(ServiceError) {
        switch principal {
        case .anonymous: throw .unauthenticated
        case .account(let account):
            guard account.user.requiredActions.isEmpty else { throw .forbidden(.passwordChangeRequired) }
        case .globalKey, .operator, .system: return
        }
    }

    /// - Throws: `unsupported` for those who are known, but are nobody with an account.
    package func requireAccount() throws(ServiceError) -> SignedInAccount {
        switch principal {
        case .account(let account): return account
        case .anonymous: throw .unauthenticated
        case .globalKey, .operator, .system:
            throw .unsupported(
                "Only somebody with an account has anything here; a global key and the operator are nobody.")
        }
    }

    /// Passwords, keys and secrets are the user's own: whoever acts as somebody else gets at none of them.
    package func requireNoImpersonation() throws(ServiceError) {
        if account?.impersonator != nil { throw .forbidden(.impersonating) }
    }

    /// The same question once more inside the transaction that acts: the right may have gone since the request came in.
    /// - Returns: the caller with what the store holds now.
    package func confirm(
        _ right: Right, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> Caller {
        let current = try refreshed(in: store, at: moment)
        try current.require(right)
        return current
    }
}
