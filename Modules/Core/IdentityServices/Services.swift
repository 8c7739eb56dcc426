package import FoundationEssentials
package import IdentityCore

/// What the use cases are made of; the same parts for the server, the command line and tests.
package struct ServiceParts: Sendable {
    package var storage: any Storage
    package var sources: [IdentitySource]
    package var sourceOpening: any SourceOpening
    package var hasher: any PasswordHasher
    package var tokens: any SessionTokenMaking
    package var keys: any AccessKeyMaking
    package var signedTokens: SignedTokenParts
    package var cache: any AccountCaching
    package var sealing: any Sealing
    package var auditChain: AuditChain
    package var policy: PasswordPolicy
    package var limits: SignInLimits
    package var sessionLifetime: TimeInterval
    /// Users who may be enabled at once; `nil` for any number.
    package var seats: Int?
    package var mailing: Mailing
    package var digests: any Digesting
    package var hands: ServiceHands
    package var observer: any ServiceObserver

    package init(
        storage: any Storage, sources: [IdentitySource], sourceOpening: any SourceOpening,
        hasher: any PasswordHasher, tokens: any SessionTokenMaking, keys: any AccessKeyMaking,
        signedTokens: SignedTokenParts, cache: any AccountCaching, sealing: any Sealing, auditChain: AuditChain,
        policy: PasswordPolicy,
        limits: SignInLimits,
        sessionLifetime: TimeInterval, seats: Int?, mailing: Mailing, digests: any Digesting, hands: ServiceHands,
        observer: any ServiceObserver
    ) {
        self.storage = storage
        self.sources = sources
        self.sourceOpening = sourceOpening
        self.hasher = hasher
        self.tokens = tokens
        self.keys = keys
        self.signedTokens = signedTokens
        self.cache = cache
        self.sealing = sealing
        self.auditChain = auditChain
        self.policy = policy
        self.limits = limits
        self.sessionLifetime = sessionLifetime
        self.seats = seats
        self.mailing = mailing
        self.digests = digests
        self.hands = hands
        self.observer = observer
    }
}

/// Every use case, assembled once over the same parts.
package struct Services: Sendable {
    package let signIn: SignInService
    package let sessions: SessionService
    package let users: UserService
    package let authorization: AuthorizationService
    package let groups: GroupService
    package let roles: RoleService
    package let workspaces: WorkspaceService
    package let resources: ResourceService
    package let impersonation: ImpersonationService
    package let tickets: TicketService
    package let accessKeys: AccessKeyService
    package let signingKeys: SigningKeyService
    package let secrets: SecretService
    package let audit: AuditService
    package let delegation: DelegationService
    package let organizations: OrganizationService
    package let tenants: TenantService
    package let clients: ClientService
    package let tokens: TokenService
    package let documents: DocumentService
    package let accounts: AccountService
    package let desiredState: DesiredStateService
    /// The time that the use cases go by.
    package let clock: any Clock
    /// New identifiers, for what a dialect puts into a command.
    package let ids: any IDGenerator
    package let invitations: InvitationService
    package let passwordResets: PasswordResetService
    package let sources: SourceService
    package let sync: SyncService
    package let jobs: JobService

    package init(_ parts: ServiceParts) {
        let storage = parts.storage, hands = parts.hands, throttle = SignInThrottle(parts.limits)
        let pauses = SourcePauses()
        tickets = TicketService(storage: storage, tokens: parts.tokens, hands: hands)
        signIn = SignInService(
            storage: storage, sources: parts.sources, tokens: parts.tokens, throttle: throttle, pauses: pauses,
            limits: parts.limits, sessionLifetime: parts.sessionLifetime, seats: parts.seats, hands: hands,
            observer: parts.observer)
        sessions = SessionService(
            storage: storage, tokens: parts.tokens, keys: parts.keys, signedTokens: parts.signedTokens,
            cache: parts.cache, signIn: signIn, tickets: tickets, hands: hands)
        users = UserService(
            storage: storage, sources: parts.sources, hasher: parts.hasher, tokens: parts.tokens, throttle: throttle,
            limits: parts.limits, policy: parts.policy, sessionLifetime: parts.sessionLifetime, seats: parts.seats,
            hands: hands)
        authorization = AuthorizationService(storage: storage, hands: hands)
        groups = GroupService(storage: storage, hands: hands)
        roles = RoleService(storage: storage, hands: hands)
        workspaces = WorkspaceService(storage: storage, hands: hands)
        resources = ResourceService(storage: storage, hands: hands)
        impersonation = ImpersonationService(storage: storage, tokens: parts.tokens, hands: hands)
        accessKeys = AccessKeyService(storage: storage, keys: parts.keys, limits: parts.limits, hands: hands)
        signingKeys = SigningKeyService(storage: storage, making: parts.signedTokens.making, hands: hands)
        delegation = DelegationService(users: users, groups: groups, resources: resources)
        secrets = SecretService(storage: storage, sealing: parts.sealing, hands: hands)
        audit = AuditService(storage: storage, chain: parts.auditChain)
        organizations = OrganizationService(storage: storage, hands: hands)
        tenants = TenantService(storage: storage, hands: hands)
        clients = ClientService(
            storage: storage, sealing: parts.sealing, codes: parts.mailing.codes, hands: hands)
        tokens = TokenService(
            storage: storage, signIn: signIn, sessions: sessions, impersonation: impersonation,
            signing: parts.signedTokens.signing, sealing: parts.sealing, tokens: parts.tokens,
            codes: parts.mailing.codes, digests: parts.digests, limits: parts.limits,
            counts: ClientCounts(parts.limits), lifetimes: TokenLifetimes(), hands: hands)
        documents = DocumentService(storage: storage, hands: hands)
        accounts = AccountService(users: users, secrets: secrets)
        desiredState = DesiredStateService(
            storage: storage, organizations: organizations, tenants: tenants, clients: clients, roles: roles,
            groups: groups, users: users, workspaces: workspaces, hands: hands)
        clock = hands.clock
        ids = hands.ids
        invitations = InvitationService(users: users, mailing: parts.mailing, limits: parts.limits)
        passwordResets = PasswordResetService(users: users, mailing: parts.mailing, limits: parts.limits)
        let desk = SyncDesk()
        sources = SourceService(
            storage: storage, sources: parts.sources, opening: parts.sourceOpening, seats: parts.seats, desk: desk,
            throttle: throttle, pauses: pauses, hands: hands)
        sync = SyncService(
            storage: storage, sources: parts.sources, seats: parts.seats, desk: desk, hands: hands,
            observer: parts.observer)
        jobs = JobService(storage: storage, sources: parts.sources, sync: sync, hands: hands)
    }
}
