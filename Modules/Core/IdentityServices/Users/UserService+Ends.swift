import FoundationEssentials
import IdentityCore

extension UserService {
    /// How long an account lasts and what it is, others say of it: not whoever acts as it, for it, or with its key.
    /// And whose own account ends gives nobody a later end.
    /// - Throws: `forbidden(.ownAccount)`, `forbidden(.outlivesCaller)`.
    func requireOthersEnd(_ after: User, _ before: User, as caller: Caller) throws(ServiceError) {
        let hasMoved = after.validUntil != before.validUntil || after.trial != before.trial
        if caller.stands(for: after.id),
            hasMoved || after.profile != before.profile || after.isEnabled != before.isEnabled
        {
            throw .forbidden(.ownAccount)
        }
        guard hasMoved, let own = caller.end, after.end.map({ $0 > own }) ?? true else { return }
        // To give less than before is no gift.
        if let end = after.end, before.end.map({ end <= $0 }) ?? true { return }
        throw .forbidden(.outlivesCaller)
    }
}

extension User {
    /// When the account ends by itself, if it does.
    fileprivate var end: Date? { [validUntil, trial?.expiresOn].compactMap(\.self).min() }
}

extension Caller {
    /// Whether the account is the caller's own, or that of whoever really acts or holds the key.
    func stands(for user: UserID) -> Bool {
        userID == user || account?.impersonator?.user.id == user || holder == user
    }

    fileprivate var end: Date? { [account?.user.end, account?.impersonator?.user.end].compactMap(\.self).min() }
}
