import FoundationEssentials
import IdentityCore

/// The users that clients are when they sign in as themselves. Their source is configured nowhere, so no password opens
/// them.
struct ServiceAccounts: Sendable {
    let hands: ServiceHands

    /// - Parameter id: for a new one; made outside the transaction.
    /// - Returns: the client with its service account, and that; a new one holds the role of every member.
    func establish(
        for client: Client, id: UserID, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> (client: Client, user: User) {
        if let known = client.settings.serviceAccount, let user = try store.users.find(.id(known)) {
            return (client, user)
        }
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
}

extension Client {
    /// Where its service account is made: for a client of every realm, the standard one.
    var home: OrganizationID { settings.realm ?? .standard }
}
