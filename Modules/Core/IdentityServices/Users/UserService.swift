package import IdentityCore

/// Users: create, read, list, edit, enable, disable, passwords, delete. One use case, one file.
package struct UserService: Sendable {
    let storage: any Storage
    let sources: [IdentitySource]
    let hasher: any PasswordHasher
    let tokens: any SessionTokenMaking
    let throttle: SignInThrottle
    let limits: SignInLimits
    let policy: PasswordPolicy
    let sessionLifetime: Double
    /// Users who may be enabled at once; `nil` for any number.
    let seats: Int?
    let hands: ServiceHands
    let pages = NumberedPages<UserSearch, UserPosition>()

    package init(
        storage: any Storage, sources: [IdentitySource], hasher: any PasswordHasher, tokens: any SessionTokenMaking,
        throttle: SignInThrottle, limits: SignInLimits, policy: PasswordPolicy, sessionLifetime: Double,
        seats: Int? = nil, hands: ServiceHands
    ) {
        self.storage = storage
        self.sources = sources
        self.hasher = hasher
        self.tokens = tokens
        self.throttle = throttle
        self.limits = limits
        self.policy = policy
        self.sessionLifetime = sessionLifetime
        self.seats = seats
        self.hands = hands
    }

    func keepsPasswords(_ source: SourceID) -> Bool {
        sources.contains { $0.id == source && $0.keepsPasswordsHere }
    }

    func identifiesByLogin(_ source: SourceID) -> Bool {
        sources.contains { $0.id == source && $0.identifiesByLogin }
    }

    func reference(_ selector: UserSelector) throws(ServiceError) -> UserReference {
        guard let reference = selector.reference(using: hands.text) else { throw .notFound(.user) }
        return reference
    }

    /// The user, if the right reaches it and the caller holds everything it holds.
    func target(
        _ reference: UserReference, for right: Right, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> (user: User, grants: Grants) {
        let user = try store.users.require(reference)
        try caller.requireReach(right, into: user.organization, orNotFound: .user)
        let grants = try Authorization.grants(of: user, in: store)
        try caller.requireDominance(over: grants.besides(user))
        return (user, grants)
    }

    func requireVersion(_ expected: Int?, of user: User) throws(ServiceError) {
        guard let expected, expected != user.version else { return }
        throw .conflict(.versionMoved(current: user.version))
    }
}
