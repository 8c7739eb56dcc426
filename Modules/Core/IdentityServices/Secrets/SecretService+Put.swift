import FoundationEssentials
package import IdentityCore

extension SecretService {
    /// Times to try again while the master key is being rotated.
    private static let attempts = 3
    private static let retired = ServiceError.limited(retryAfterSeconds: 1)

    /// Stores the secret in the place of an earlier one of that name.
    /// - Returns: the item, which holds nothing in clear.
    package func put(
        _ command: KeepSecret, of owner: SecretOwner = .caller, as caller: Caller
    ) async throws(ServiceError) -> SealedItem {
        guard let item = try await put([command], of: owner, as: caller).first else {
            throw .internalFailure(incident: "secret")
        }
        return item
    }

    /// The same with several at once: all are stored, or none.
    package func put(
        _ commands: [KeepSecret], of owner: SecretOwner = .caller, as caller: Caller
    ) async throws(ServiceError) -> [SealedItem] {
        try requireAnyRight(caller)
        for command in commands { try SecretRules.check(command, using: hands.text) }
        let now = hands.clock.now()
        let user = try await storage.read(.point) { store in try self.owner(owner, in: store, as: caller) }
        for _ in 0..<Self.attempts {
            var sealed: [(SealBinding, SealedSecret, detail: String?)] = []
            for command in commands {
                let binding = SealBinding(purpose: command.purpose, user: user.id, name: command.name)
                sealed.append((binding, try sealing.seal(command.secret, for: binding), command.detail))
            }
            let parts = sealed
            do {
                return try await storage.write { store in
                    let current = try caller.refreshed(in: store, at: now)
                    try requireAnyRight(current)
                    let user = try self.owner(owner, in: store, as: current)
                    return try parts.map { binding, sealed, detail in
                        let item = SealedItem(
                            binding: binding, sealed: sealed, detail: detail,
                            createdAt: try store.sealedItems.find(binding)?.createdAt ?? now, updatedAt: now)
                        guard try store.sealedItemWrites.put(item) else { throw Self.retired }
                        try store.auditWrites.append(
                            current.entry(.secretKept, on: .secret(item, of: user), at: now, in: user.organization))
                        return item
                    }
                }
            } catch {
                // Under a key that a rotation has just retired: sealed anew and tried again.
                guard error == Self.retired else { throw error }
            }
        }
        throw Self.retired
    }
}
