import FoundationEssentials
import IdentityCore

extension Caller {
    /// This caller with what the store holds now.
    /// - Throws: `unauthenticated` when the session, the key, the account or the right to impersonate has ended.
    func refreshed(in store: any StoreReading, at moment: Date) throws(ServiceError) -> Caller {
        switch principal {
        case .anonymous, .operator, .system: return self
        case .account(let account):
            guard let current = try account.refreshed(in: store, at: moment) else { throw .unauthenticated }
            return Caller(.account(current), origin: origin)
        case .globalKey(let holder):
            guard let key = try store.accessKeys.find(holder.key.id), key.isGood(at: moment),
                let current = try KeyHolder.of(key, in: store, at: moment)
            else { throw .unauthenticated }
            return Caller(.globalKey(current), origin: origin)
        }
    }
}

extension Proven {
    /// Whom a session stands for; `nil` when it or the account has ended.
    static func by(_ session: Session, in store: any StoreReading, at moment: Date) throws(ServiceError) -> Proven? {
        try SignedInAccount.of(session, in: store, at: moment).map(Proven.account)
    }

    /// Whom a key stands for; `nil` when it or the account of its owner or maker has ended.
    static func by(_ key: AccessKey, in store: any StoreReading, at moment: Date) throws(ServiceError) -> Proven? {
        guard key.isGood(at: moment) else { return nil }
        if case .groups = key.owner { return try KeyHolder.of(key, in: store, at: moment).map(Proven.globalKey) }
        return try SignedInAccount.of(key, in: store, at: moment).map(Proven.account)
    }

    /// Whom a token of ours stands for; `nil` when it was revoked, or its session, its client or the account has ended.
    /// - Parameter claims: of an access token whose signature and issuer are good.
    static func by(_ claims: TokenClaims, in store: any StoreReading, at moment: Date) throws(ServiceError) -> Proven? {
        try SignedInAccount.of(claims, in: store, at: moment).map(Proven.account)
    }

    /// Whether time alone has ended it since it was read.
    func isGood(for digest: TokenDigest, at moment: Date) -> Bool {
        switch self {
        case .globalKey(let holder):
            return holder.key.isOpened(by: digest, at: moment) && holder.maker?.user.isOpen(at: moment) ?? true
        case .account(let account):
            guard account.user.isOpen(at: moment), account.impersonator?.user.isOpen(at: moment) ?? true,
                account.keyMaker?.user.isOpen(at: moment) ?? true
            else { return false }
            return switch account.proof {
            case .session(let session): session.expiresAt > moment
            case .key(let key): key.isOpened(by: digest, at: moment)
            case .token(let token): token.isGood(at: moment)
            case .outside(let proof): proof.goodUntil > moment
            }
        }
    }
}

extension SignedToken {
    fileprivate func isGood(at moment: Date) -> Bool {
        claims.expiresAt.map { $0 > moment } ?? false && session.map { $0.expiresAt > moment } ?? true
    }

    /// Whether the session is the one that the token tells of: the subject's, also when somebody else acts in it and is
    /// named; or that of whoever acts, who then may do so by the token alone.
    fileprivate var agreesWithSession: Bool {
        guard let session else { return true }
        if session.user == claims.subject { return session.impersonation?.impersonator == claims.actor }
        return session.user == claims.actor && session.impersonation == nil
    }
}

extension SignedInAccount {
    /// Whether the proof itself tells who acts as the user.
    private var namesImpersonator: Bool {
        if case .token(let token) = proof { return token.claims.actor != nil }
        return session?.impersonation != nil
    }

    fileprivate func refreshed(in store: any StoreReading, at moment: Date) throws(ServiceError) -> SignedInAccount? {
        if let impersonator, !namesImpersonator {
            // Named beside the impersonator's own proof.
            guard let actor = try impersonator.refreshed(in: store, at: moment),
                let user = try store.users.find(.id(user.id))
            else { return nil }
            return try actor.acting(as: user, in: store, at: moment)
        }
        switch proof {
        case .session(let session):
            guard let session = try store.sessions.find(session.id) else { return nil }
            return try Self.of(session, in: store, at: moment)
        case .key(let key):
            guard let key = try store.accessKeys.find(key.id), key.isGood(at: moment) else { return nil }
            return try Self.of(key, in: store, at: moment)
        case .token(let token): return try Self.of(token.claims, in: store, at: moment)
        case .outside(let proof): return try Self.vouched(user.id, by: proof, in: store, at: moment)
        }
    }

    /// - Returns: `nil` when the proof or the account has ended, or the account is no longer the source's.
    static func vouched(
        _ id: UserID, by proof: OutsideProof, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> SignedInAccount? {
        guard proof.endsAt.map({ $0 > moment }) ?? true,
            let account = try of(id, proof: .outside(proof), in: store, at: moment),
            account.user.source == proof.source
        else { return nil }
        return account
    }

    fileprivate static func of(
        _ claims: TokenClaims, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> SignedInAccount? {
        guard try !store.revokedTokens.contains(claims.id), let client = try store.clients.find(claims.client),
            client.isBehind(claims)
        else { return nil }
        var session: Session?
        if let id = claims.session {
            session = try store.sessions.find(id)
            if session == nil { return nil }
        }
        let token = SignedToken(claims: claims, session: session)
        guard token.isGood(at: moment), token.agreesWithSession else { return nil }
        let account: SignedInAccount?
        if let actor = claims.actor {
            guard let acting = try of(actor, proof: .token(token), in: store, at: moment),
                let user = try store.users.find(.id(claims.subject))
            else { return nil }
            account = try acting.acting(as: user, in: store, at: moment)
        } else {
            account = try of(claims.subject, proof: .token(token), in: store, at: moment)
        }
        return account.flatMap { client.serves($0.user.organization) ? $0 : nil }
    }

    fileprivate static func of(
        _ session: Session, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> SignedInAccount? {
        guard session.expiresAt > moment else { return nil }
        guard let impersonation = session.impersonation else {
            return try of(session.user, proof: .session(session), in: store, at: moment)
        }
        // Whoever may no longer act as the user stops at once, not when the session ends.
        guard
            let actor = try of(impersonation.impersonator, proof: .session(session), in: store, at: moment),
            let user = try store.users.find(.id(session.user))
        else { return nil }
        return try actor.acting(as: user, in: store, at: moment)
    }

    fileprivate static func of(
        _ key: AccessKey, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> SignedInAccount? {
        if case .groups = key.owner { return try KeyHolder.of(key, in: store, at: moment)?.standIn }
        guard case .user(let owner) = key.owner,
            let account = try of(owner, proof: .key(key), in: store, at: moment)
        else { return nil }
        var grants = account.grants
        if let scopes = key.scopes { grants = grants.limited(to: PermissionSet(permissions: scopes)) }
        var maker: KeyMaker?
        if let holder = key.otherHolder {
            guard let found = try KeyMaker.of(holder, in: store, at: moment) else { return nil }
            grants = grants.limited(to: found.grants)
            maker = found
        }
        // Whoever was handed a token of somebody else's key acts as the owner, and stays out of the owner's secrets.
        if key.createdBy != owner { grants = grants.withholding([.keepOwnKeys, .keepOwnSecrets]) }
        return SignedInAccount(user: account.user, proof: account.proof, grants: grants, keyMaker: maker)
    }

    private static func of(
        _ id: UserID, proof: Proof, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> SignedInAccount? {
        guard let user = try store.users.find(.id(id)), user.isOpen(at: moment) else { return nil }
        return SignedInAccount(user: user, proof: proof, grants: try Authorization.grants(of: user, in: store))
    }

    /// - Returns: `nil` when this account may not, or no longer, act as the user.
    func acting(
        as user: User, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> SignedInAccount? {
        guard mayAct(asEqualOf: user, at: moment) else { return nil }
        let target = try Authorization.grants(of: user, in: store)
        guard grants.dominate(target) else { return nil }
        return SignedInAccount(user: user, proof: proof, grants: target, impersonator: self)
    }

    /// Whether it may act as the user, if the user is not stronger.
    func mayAct(asEqualOf user: User, at moment: Date) -> Bool {
        impersonator == nil && user.id != self.user.id && user.isOpen(at: moment) && self.user.requiredActions.isEmpty
            && grants.allow(.impersonate, in: user.organization)
            && (self.user.organization == user.organization || grants.areUnlimited)
    }
}

extension AccessKey {
    fileprivate func isGood(at moment: Date) -> Bool { expiresAt.map { $0 > moment } ?? true }
}
