import FoundationEssentials
package import IdentityCore

/// Secrets and connection credentials that users keep here. Sealed at rest, bound to user and name. Only the owner reads
/// them, and never through somebody who acts as the owner; administrators may put and remove, not read.
package struct SecretService: Sendable {
    let storage: any Storage
    let sealing: any Sealing
    let hands: ServiceHands

    package init(storage: any Storage, sealing: any Sealing, hands: ServiceHands) {
        self.storage = storage
        self.sealing = sealing
        self.hands = hands
    }

    /// The secret in clear, for its owner alone, and never without a record that it was read.
    /// - Throws: `notFound(.secret)` or `notFound(.credential)`; `forbidden(.impersonating)`.
    package func reveal(
        _ name: String, _ purpose: SealBinding.Purpose = .userSecret, as caller: Caller
    ) async throws(ServiceError) -> RevealedSecret {
        let account = try requireOwner(caller)
        let now = hands.clock.now()
        let binding = SealBinding(purpose: purpose, user: account.user.id, name: name)
        let found = try await storage.read(.point) { store in try store.sealedItems.find(binding) }
        guard let found else { throw .notFound(purpose.kind) }
        let secret = try sealing.open(found.sealed, for: binding)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            let user = try requireOwner(current).user
            guard let item = try store.sealedItems.find(binding) else { throw ServiceError.notFound(purpose.kind) }
            try store.auditWrites.append(
                current.entry(.secretRead, on: .secret(item, of: user), at: now, in: user.organization))
            return RevealedSecret(item: found, secret: secret)
        }
    }

    /// Names and details, nothing in clear; by name.
    package func list(
        _ purpose: SealBinding.Purpose = .userSecret, of owner: SecretOwner = .caller, after name: String? = nil,
        limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [SealedItem] {
        try requireAnyRight(caller)
        return try await storage.read(.scan) { store in
            let user = try self.owner(owner, in: store, as: caller)
            return try store.sealedItems.list(purpose, of: user.id, after: name, limit: limit)
        }
    }

    /// - Throws: `notFound(.secret)` or `notFound(.credential)`.
    package func remove(
        _ name: String, _ purpose: SealBinding.Purpose = .userSecret, of owner: SecretOwner = .caller,
        as caller: Caller
    ) async throws(ServiceError) {
        try requireAnyRight(caller)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try requireAnyRight(current)
            let user = try self.owner(owner, in: store, as: current)
            let binding = SealBinding(purpose: purpose, user: user.id, name: name)
            guard let item = try store.sealedItems.find(binding), try store.sealedItemWrites.remove(binding) else {
                throw ServiceError.notFound(purpose.kind)
            }
            try store.auditWrites.append(
                current.entry(.secretRemoved, on: .secret(item, of: user), at: now, in: user.organization))
        }
    }

    private func requireOwner(_ caller: Caller) throws(ServiceError) -> SignedInAccount {
        try caller.requireNoImpersonation()
        try caller.require(.keepOwnSecrets)
        return try caller.requireAccount()
    }

    func requireAnyRight(_ caller: Caller) throws(ServiceError) {
        try caller.requireFullSession()
        try caller.requireNoImpersonation()
        guard caller.grants.contains(.keepOwnSecrets) || caller.grants.contains(.manageUsers) else {
            throw .forbidden(.missingRight(.keepOwnSecrets))
        }
    }

    func owner(
        _ owner: SecretOwner, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> User {
        switch owner {
        case .caller:
            return try requireOwner(caller).user
        case .user(let selector):
            guard let reference = selector.reference(using: hands.text), let user = try store.users.find(reference)
            else { throw .notFound(.user) }
            if user.id == caller.userID, caller.grants.contains(.keepOwnSecrets) { return user }
            try caller.requireReach(.manageUsers, into: user.organization, orNotFound: .user)
            try caller.requireDominance(over: Authorization.grants(of: user, in: store))
            return user
        }
    }
}

extension AuditObject {
    static func secret(_ item: SealedItem, of user: User) -> AuditObject {
        AuditObject(
            kind: item.binding.purpose.kind, id: user.id.description,
            name: "\(user.login.display): \(item.binding.shownName)")
    }
}

extension SealBinding {
    /// The name as far as it can't be a secret itself. The key of a connection is often its whole address, and that may
    /// hold a password: before an at sign (RFC 3986, section 3.2.1), in the query, or in a list of settings.
    fileprivate var shownName: String {
        guard purpose == .connectionCredential else { return name }
        let address = name.prefix { !"?#;".contains($0) }
        let mayTell = name.contains("@") || address.contains("=")
        let shown = mayTell ? name.prefix { $0.isLetter || $0.isNumber || "+-._".contains($0) } : address
        return shown.endIndex == name.endIndex ? name : shown + "…"
    }
}
