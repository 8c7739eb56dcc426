import FoundationEssentials
import IdentityCore

extension AccountService {
    func seal(_ change: AccountChange, of user: User) throws(ServiceError) -> [SealBinding: SealedSecret] {
        var sealed: [SealBinding: SealedSecret] = [:]
        for purpose in SealBinding.Purpose.allCases {
            for item in change.items(purpose) ?? [] {
                guard let secret = item.secret else { continue }
                let binding = SealBinding(purpose: purpose, user: user.id, name: item.name)
                sealed[binding] = try secrets.sealing.seal(secret, for: binding)
            }
        }
        return sealed
    }

    /// Puts what is wanted and removes what is not. What is as it was is not written.
    /// - Returns: `false` when the store takes nothing any more under the key that was sealed with; nothing was done then.
    func keep(
        _ change: AccountChange, _ sealed: [SealBinding: SealedSecret], of user: User, in store: any StoreWriting,
        as caller: Caller, at now: Date
    ) throws(ServiceError) -> Bool {
        for purpose in SealBinding.Purpose.allCases {
            guard let wanted = change.items(purpose) else { continue }
            guard try caller.mayKeepSecrets(of: user, in: store) else {
                // Whoever is shown none sends back none.
                guard wanted.isEmpty else { throw refusal(of: caller) }
                continue
            }
            let present = try store.sealedItems.list(purpose, of: user.id, after: nil, limit: Self.itemLimit)
            for item in wanted {
                let binding = SealBinding(purpose: purpose, user: user.id, name: item.name)
                let earlier = try store.sealedItems.find(binding)
                guard let secret = sealed[binding] ?? earlier?.sealed else {
                    throw .invalidInput([FieldProblem("value", .missing, "A new secret or credential has no value.")])
                }
                if sealed[binding] == nil, earlier?.detail == item.detail { continue }
                let after = SealedItem(
                    binding: binding, sealed: secret, detail: item.detail, createdAt: earlier?.createdAt ?? now,
                    updatedAt: now)
                guard try store.sealedItemWrites.put(after) else { return false }
                try store.auditWrites.append(
                    caller.entry(.secretKept, on: .secret(after, of: user), at: now, in: user.organization))
            }
            let names = Set(wanted.map { Array($0.name.utf8) })
            for item in present where !names.contains(Array(item.binding.name.utf8)) {
                guard try store.sealedItemWrites.remove(item.binding) else { continue }
                try store.auditWrites.append(
                    caller.entry(.secretRemoved, on: .secret(item, of: user), at: now, in: user.organization))
            }
        }
        return true
    }

    private func refusal(of caller: Caller) -> ServiceError {
        caller.account?.impersonator == nil
            ? .forbidden(.missingRight(.keepOwnSecrets)) : .forbidden(.impersonating)
    }
}
