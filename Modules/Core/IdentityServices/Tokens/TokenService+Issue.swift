import FoundationEssentials
import IdentityCore

/// What a grant decided on, before anything is signed.
struct GrantDecision: Sendable {
    let facts: TokenFacts
    /// The id of the refresh token, if there is to be one.
    let refreshToken: UUID?
    let impersonator: UserID?
}

/// Identifiers for what a grant may make; drawn outside the transaction.
struct GrantIDs: Sendable {
    let family: RefreshFamilyID
    let refreshToken: UUID
    let at: Date

    init(_ hands: ServiceHands) {
        family = RefreshFamilyID(hands.ids.uuid())
        refreshToken = hands.ids.uuid()
        at = hands.clock.now()
    }
}

/// The name of the claim by which a refresh token tells its family. Read by nobody but this house.
let familyClaim = "family"

extension TokenService {
    /// Begins a family for the client, if it may refresh, and gathers the facts.
    /// - Throws: as `facts` does.
    func decide(
        _ account: SignedInAccount, _ session: Session, _ client: Client, scopes: [String], isOffline: Bool,
        ids: GrantIDs, for proof: ClientProof, in store: any StoreWriting
    ) throws(ServiceError) -> GrantDecision {
        var family: RefreshFamily?
        if client.settings.grants.contains(.refreshToken) {
            let end = isOffline ? session.expiresAt : min(session.expiresAt, ids.at + lifetimes.refresh)
            let new = RefreshFamily(
                id: ids.family, session: session.id, client: client.id, current: ids.refreshToken, scopes: scopes,
                isOffline: isOffline, createdAt: ids.at, renewedAt: ids.at, expiresAt: end)
            try store.refreshFamilyWrites.insert(new)
            family = new
        }
        let facts = try facts(
            of: account.user, client, session, family, scopes: scopes, at: ids.at, for: proof, in: store)
        return GrantDecision(
            facts: facts, refreshToken: family.map { $0.current }, impersonator: account.impersonator?.user.id)
    }

    /// Every grant comes by here, whatever it looked at before.
    /// - Throws: `notFound(.user)` for somebody of another realm than the one that is to be the issuer.
    func facts(
        of user: User, _ client: Client, _ session: Session?, _ family: RefreshFamily?, scopes: [String], at now: Date,
        for proof: ClientProof, in store: any StoreReading
    ) throws(ServiceError) -> TokenFacts {
        guard user.organization == proof.realm else { throw .notFound(.user) }
        let lineage = try store.groups.lineage(of: user.id)
        let groups = lineage.groups(of: user.organization)
        let byID = Dictionary(uniqueKeysWithValues: groups.map { ($0.id, $0) })
        let paths = groups.filter { lineage.direct[$0.id] != nil }.map { Self.path(of: $0, among: byID) }
        return TokenFacts(
            user: user, client: client, session: session, family: family, scopes: scopes, issuedAt: now,
            roles: try Authorization.effectiveRoles(of: user, in: groups, store),
            groupPaths: paths.sorted { $0.lexicographicallyPrecedes($1) }, origin: proof.origin)
    }

    private static func path(of group: Group, among groups: [GroupID: Group]) -> [String] {
        var names = [group.name.display], above = group.parent
        while let id = above, let next = groups[id], names.count <= Group.maximumDepth {
            names.append(next.name.display)
            above = next.parent
        }
        return names.reversed()
    }

    /// Signs what was decided on.
    func issue(_ decision: GrantDecision, _ shape: any TokenShaping) async throws(ServiceError) -> GrantedTokens {
        let facts = decision.facts, now = facts.issuedAt
        let life = facts.client.settings.accessTokenLifetime.map(TimeInterval.init) ?? lifetimes.access
        let end = min(now + life, facts.session?.expiresAt ?? .distantFuture)
        var claims = TokenClaims(
            .access, id: hands.ids.uuid(), issuer: shape.issuer, subject: facts.user.id,
            audience: shape.audience(of: facts), client: facts.client.id, session: facts.session?.id, issuedAt: now,
            expiresAt: end, signedInAt: facts.signedInAt, scopes: facts.scopes, actor: decision.impersonator,
            others: shape.accessClaims(facts))
        let access = try await signing.sign(claims)
        var identity: Secret?
        if facts.scopes.contains(shape.identityScope) {
            claims.kind = .identity
            claims.id = hands.ids.uuid()
            claims.audience = [facts.client.id.rawValue]
            claims.scopes = []
            claims.nonce = facts.nonce
            claims.others = shape.identityClaims(facts)
            let binding = shape.binding(to: digest(access))
            claims.others[binding.name] = binding.value
            identity = try await signing.sign(claims)
        }
        var refresh: Secret?, refreshEnd: Date?
        if let family = facts.family, let token = decision.refreshToken {
            refreshEnd = family.isOffline ? nil : family.expiresAt
            refresh = try await signing.sign(
                TokenClaims(
                    family.isOffline ? .offline : .refresh, id: token, issuer: shape.issuer, subject: facts.user.id,
                    audience: [shape.issuer], client: facts.client.id, session: family.session, issuedAt: now,
                    expiresAt: refreshEnd, scopes: facts.scopes, actor: decision.impersonator,
                    others: [familyClaim: .text(family.id.description)]))
        }
        return GrantedTokens(
            access: access, accessLifetime: Self.seconds(from: now, to: end), refresh: refresh,
            refreshLifetime: refreshEnd.map { Self.seconds(from: now, to: $0) } ?? 0, identity: identity,
            session: facts.session?.id, scopes: facts.scopes)
    }

    func outcome(
        _ decision: Result<GrantDecision, ClientRefusal>, _ shape: any TokenShaping
    ) async throws(ServiceError) -> GrantOutcome {
        switch decision {
        case .success(let decision): .granted(try await issue(decision, shape))
        case .failure(let refusal): .refused(refusal.refusal)
        }
    }

    private static func seconds(from start: Date, to end: Date) -> Int {
        max(0, Int(end.timeIntervalSince(start)))
    }
}
