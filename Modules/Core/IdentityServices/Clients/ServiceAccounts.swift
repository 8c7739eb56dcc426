import FoundationEssentials
import IdentityCore

/// The users that clients are when they sign in as themselves. Their source is configured nowhere, so no password opens
/// them.
struct ServiceAccounts: Sendable {
    let hands: ServiceHands

    /// - Returns: `nil` for a client that has none, or whose one is of another realm than it serves.
    func account(of client: Client, in store: any StoreReading) throws(ServiceError) -> User? {
        guard let id = client.settings.serviceAccount, let user = try store.users.find(.id(id)),
            client.settings.realm.map({ $0 == user.organization }) ?? true
        else { return nil }
        return user
    }

    /// - Parameter id: for a new one; made outside the transaction.
    /// - Returns: the client with its service account, and that; a new one holds the role of every member.
    func establish(
        for client: Client, id: UserID, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> (client: Client, user: User) {
        if let user = try account(of: client, in: store) { return (client, user) }
        try retire(of: client, in: store, as: caller, at: now)
        let home = client.home, name = "service-account-\(client.id.rawValue.lowercased())"
        let login = try Login(name, using: hands.text)
        let user = User(
            id: id, login: login, displayName: try DisplayName(name, using: hands.text), source: .serviceAccount,
            externalID: client.id.rawValue, organization: home, tenant: TenantID(rawValue: home.rawValue),
            createdAt: now, updatedAt: now)
        try store.users.requireNamesApart(user)
        try store.userWrites.insert(user)
        var changed = client
        changed.settings.serviceAccount = id
        try store.clientWrites.replace(changed)
        try store.auditWrites.append(
            caller.entry(.userCreated, on: .user(user), at: now, in: home, detail: "of the client \(client.id)"))
        return (changed, user)
    }

    /// Deletes the service account with everything that was given to it; its tokens end with it.
    func retire(
        of client: Client, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        guard let id = client.settings.serviceAccount, let user = try store.users.find(.id(id)) else { return }
        try store.userWrites.remove(id)
        try store.auditWrites.append(
            caller.entry(
                .userDeleted, on: .user(user), at: now, in: user.organization, detail: "of the client \(client.id)"))
    }
}

extension Client {
    /// Where its service account is made: for a client of every realm, the standard one.
    var home: OrganizationID { settings.realm ?? .standard }
}
