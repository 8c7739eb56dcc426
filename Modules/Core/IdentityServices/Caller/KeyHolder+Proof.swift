import FoundationEssentials
import IdentityCore

extension KeyHolder {
    /// - Returns: `nil` when the account of whoever holds the key has ended.
    static func of(
        _ key: AccessKey, in store: any StoreReading, at moment: Date
    ) throws(ServiceError) -> KeyHolder? {
        var grants = Grants(in: key.organization)
        if case .groups(let groups) = key.owner {
            grants = try Authorization.grants(
                of: key.roles, and: groups, organization: key.organization, in: store)
        }
        if let scopes = key.scopes { grants = grants.limited(to: PermissionSet(permissions: scopes)) }
        guard let holder = key.otherHolder else { return KeyHolder(key: key, grants: grants) }
        guard let maker = try KeyMaker.of(holder, in: store, at: moment) else { return nil }
        return KeyHolder(key: key, grants: grants.limited(to: maker.grants), maker: maker)
    }
}

extension KeyHolder {
    /// Whoever holds the key, with what the key allows: acts as somebody in the key's place, so that a name stands behind
    /// it. `nil` for a key of the operator's.
    var standIn: SignedInAccount? {
        maker.map { SignedInAccount(user: $0.user, proof: .key(key), grants: grants, keyMaker: $0) }
    }
}

extension KeyMaker {
    /// - Returns: `nil` when the account has ended.
    static func of(_ id: UserID, in store: any StoreReading, at moment: Date) throws(ServiceError) -> KeyMaker? {
        guard let user = try store.users.find(.id(id)), user.isOpen(at: moment) else { return nil }
        return KeyMaker(user: user, grants: try Authorization.grants(of: user, in: store))
    }
}
