package import FoundationEssentials
package import IdentityCore

/// What may be told of a password that is kept here.
package struct PasswordSummary: Hashable, Sendable {
    package let changedAt: Date
    /// The name of the hash, such as `argon2id`.
    package let scheme: String

    init(_ credential: PasswordCredential) {
        changedAt = credential.changedAt
        scheme = credential.hash.encoded.split(separator: "$").first.map(String.init) ?? ""
    }
}

extension UserService {
    /// - Returns: `nil` for a user without a password of ours.
    package func password(of selector: UserSelector, as caller: Caller) async throws(ServiceError) -> PasswordSummary? {
        let user = try await read(selector, as: caller)
        return try await storage.read(.point) { store in try store.passwords.find(of: user.id).map(PasswordSummary.init)
        }
    }

    /// Takes the password away: nobody signs in with one until another is set. Ends all sessions of the user, and makes
    /// every code void.
    /// - Throws: `notFound(.credential)` for a user without one; `unsupported` for one's own;
    ///   `conflict(.lastAdministrator)`.
    package func removePassword(of selector: UserSelector, as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageUsers)
        try caller.requireNoImpersonation()
        let now = hands.clock.now(), reference = try reference(selector)
        try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            var (user, grants) = try target(reference, for: .manageUsers, in: store, as: current)
            guard user.id != current.userID else {
                throw ServiceError.unsupported("An own password is changed, not taken away.")
            }
            guard try store.passwords.find(of: user.id) != nil else { throw ServiceError.notFound(.credential) }
            user.requiredActions.remove(.updatePassword)
            user.version += 1
            user.updatedAt = now
            try store.userWrites.replace(user)
            try store.passwordWrites.remove(of: user.id)
            _ = try store.sessionWrites.removeAll(of: user.id, except: nil)
            try store.codeWrites.removeAll(of: user.id)
            if grants.areUnlimited { try Authorization.requireAdministrator(in: store) }
            try store.auditWrites.append(
                current.entry(.passwordRemoved, on: .user(user), at: now, in: user.organization))
        }
    }

    /// Whoever may not hand out a password may neither demand a new one nor be content with a temporary one.
    func requireMayDemandPassword(of user: User, as caller: Caller) throws(ServiceError) {
        try caller.requireMayHandOutPasswords()
        guard keepsPasswords(user.source) else {
            throw .unsupported("The password of this user is kept by the source \(user.source).")
        }
    }
}
