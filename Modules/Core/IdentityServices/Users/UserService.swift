package import IdentityCore

/// Users: create, read, list, edit, enable, disable, passwords, delete. One use case, one file.
package struct UserService: Sendable {
    let storage: any Storage
    let sources: [IdentitySource]
    let hasher: any PasswordHasher
    let tokens: any SessionTokenMaking
    let throttle: SignInThrottle
    let policy: PasswordPolicy
    let sessionLifetime: Double
    let hands: ServiceHands

    package init(
        storage: any Storage, sources: [IdentitySource], hasher: any PasswordHasher, tokens: any SessionTokenMaking,
        throttle: SignInThrottle, policy: PasswordPolicy, sessionLifetime: Double, hands: ServiceHands
    ) {
        self.storage = storage
        self.sources = sources
        self.hasher = hasher
        self.tokens = tokens
        self.throttle = throttle
        self.policy = policy
        self.sessionLifetime = sessionLifetime
        self.hands = hands
    }

    func keepsPasswords(_ source: SourceID) -> Bool {
        sources.contains { $0.id == source && $0.keepsPasswordsHere }
    }

    func reference(_ selector: UserSelector) throws(ServiceError) -> UserReference {
        guard let reference = selector.reference(using: hands.text) else { throw .notFound(.user) }
        return reference
    }

    /// There is no path from weaker to stronger: who acts on an account, or hands out roles, holds everything they give.
    func requireDominance(of rights: Rights, over other: Rights) throws(ServiceError) {
        guard other.isSubset(of: rights) else { throw .forbidden(.targetIsStronger) }
    }

    /// Refuses to let the last enabled super-admin stop being one.
    func requireAnotherAdministrator(
        insteadOf before: User, after: User?, in store: any StoreReading
    ) throws(ServiceError) {
        func isAdministrator(_ user: User?) -> Bool {
            guard let user else { return false }
            return user.isEnabled && user.roles.contains(.superAdmin)
        }
        guard isAdministrator(before), !isAdministrator(after) else { return }
        guard try store.users.countEnabled(holding: .superAdmin, except: before.id) > 0 else {
            throw .conflict(.lastAdministrator)
        }
    }

    func requireVersion(_ expected: Int?, of user: User) throws(ServiceError) {
        guard let expected, expected != user.version else { return }
        throw .conflict(.versionMoved(current: user.version))
    }
}
