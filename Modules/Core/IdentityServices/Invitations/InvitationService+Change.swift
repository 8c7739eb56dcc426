import FoundationEssentials
package import IdentityCore

extension InvitationService {
    /// Sends the invitation again: with another code and first password, for the full time. The old ones open nothing
    /// any more.
    /// - Throws: `unsupported` when it was accepted, when the account is disabled or has no mail address, and with a key
    ///   that expires.
    package func resend(
        _ selector: InvitationSelector, as caller: Caller
    ) async throws(ServiceError) -> IssuedInvitation {
        try caller.require(.manageUsers)
        try caller.requireMayHandOutPasswords()
        let password = randomPassword()
        let hash = try await users.hasher.hash(hands.composed(password))
        let (code, digest) = mailing.codes.mint()
        let now = hands.clock.now(), expiresAt = now.addingTimeInterval(mailing.invitationLifetime)
        let (invitation, user) = try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            try current.requireMayHandOutPasswords()
            var (invitation, user, _) = try target(selector, in: store, as: current)
            guard invitation.acceptedAt == nil else { throw Self.accepted }
            guard user.isOpen(at: now) else { throw ServiceError.unsupported(CodeObstacle.closed.sentence) }
            guard let email = user.email else { throw ServiceError.unsupported(CodeObstacle.noAddress.sentence) }
            user.requiredActions.insert(.updatePassword)
            try users.renew(&user, to: hash, validUntil: expiresAt, in: store, at: now)
            invitation.email = email
            invitation.expiresAt = expiresAt
            invitation.mail = outcomeBeforeSending
            try store.invitationWrites.replace(invitation)
            try enter(
                OneTimeCode(
                    digest: digest, purpose: .invitation, user: user.id, createdAt: now, expiresAt: expiresAt),
                in: store)
            try store.auditWrites.append(
                current.entry(.invitationResent, on: .invitation(invitation), at: now, in: user.organization))
            return (invitation, user)
        }
        return await deliver(invitation, to: user, code, password, as: caller)
    }

    /// Takes the invitation back: the account, which nobody has used, goes with it.
    /// - Throws: `unsupported` when it was accepted or somebody has signed in.
    package func revoke(_ selector: InvitationSelector, as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageUsers)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            let (invitation, user, grants) = try target(selector, in: store, as: current)
            guard invitation.acceptedAt == nil, user.lastLoginAt == nil else { throw Self.accepted }
            try store.userWrites.remove(user.id)
            if grants.areUnlimited { try Authorization.requireAdministrator(in: store) }
            try store.auditWrites.append(
                current.entry(.invitationRevoked, on: .invitation(invitation), at: now, in: user.organization))
            try store.auditWrites.append(current.entry(.userDeleted, on: .user(user), at: now, in: user.organization))
        }
    }

    private static let accepted = ServiceError.unsupported(
        "The account is in use; disable or delete the user instead.")
}
