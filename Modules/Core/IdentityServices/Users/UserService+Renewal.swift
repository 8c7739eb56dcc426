import FoundationEssentials
import IdentityCore

extension UserService {
    /// A new password forgives wrong ones, ends every session that the old one opened, and makes every code void that
    /// was sent for another.
    /// - Parameter validUntil: for a temporary one.
    func renew(
        _ user: inout User, to hash: PasswordHash, validUntil: Date? = nil, in store: any StoreWriting, at now: Date
    ) throws(ServiceError) {
        user.failedLogins = 0
        user.version += 1
        user.updatedAt = now
        try store.userWrites.replace(user)
        try store.passwordWrites.put(
            PasswordCredential(user: user.id, hash: hash, changedAt: now, validUntil: validUntil))
        _ = try store.sessionWrites.removeAll(of: user.id, except: nil)
        try store.codeWrites.removeAll(of: user.id)
    }

    /// Whoever chooses an own password has accepted the invitation, if there was one.
    func noteAcceptance(
        by user: User, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        guard var invitation = try store.invitations.find(of: user.id), invitation.acceptedAt == nil else { return }
        invitation.acceptedAt = now
        try store.invitationWrites.replace(invitation)
        try store.auditWrites.append(
            caller.entry(.invitationAccepted, on: .invitation(invitation), at: now, in: user.organization))
    }

    /// Why nobody may get into the account by a code that is sent to its address; `nil` when it may be sent.
    /// What keeps a sign-in out keeps a code out: a code opens no account that is closed, locked or another source's.
    func obstacle(toCodesFor user: User, at now: Date) -> CodeObstacle? {
        if !user.isOpen(at: now) { return .closed }
        if user.failedLogins >= limits.consecutiveFailures { return .locked }
        if !keepsPasswords(user.source) { return .passwordElsewhere }
        return user.email == nil ? .noAddress : nil
    }
}

/// Why a code is neither sent nor taken: the step for the audit, and a sentence for an administrator. Whoever asks from
/// outside is told neither.
enum CodeObstacle: String {
    case unknown = "unknown-account"
    case closed = "closed"
    case locked = "locked"
    case passwordElsewhere = "no-password-here"
    case noAddress = "no-address"
    case invitationPending = "invitation-pending"
    case sentJustNow = "sent-just-now"

    var sentence: String {
        switch self {
        case .unknown: "There is no such account."
        case .closed: "The account is disabled or its time is over; a code would open nothing."
        case .locked: "Too many wrong passwords have locked the account; a code would open nothing."
        case .passwordElsewhere: "The password of this account is kept by its source."
        case .noAddress: "The account has no mail address."
        case .invitationPending: "The account was invited and not used yet; send the invitation again."
        case .sentJustNow: "A code was sent that is good for most of its time yet."
        }
    }
}
