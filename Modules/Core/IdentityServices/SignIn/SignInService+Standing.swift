import FoundationEssentials
import IdentityCore

extension SignInService {
    /// Looked at after the password, inside the write: a disabled account answers no faster, and nothing races.
    /// - Returns: `nil` for an account that may be used.
    func standing(
        of user: User, verifiedWith credential: PasswordCredential?, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> SignInRefusal? {
        func refusal(_ outcome: SignInOutcome, _ step: String) -> SignInRefusal {
            SignInRefusal(outcome: outcome, step: step, settlement: .failed)
        }
        if !user.isOpen(at: now) {
            let step = user.trial.map { $0.isValid(at: now) } ?? true ? "expired" : "trial-over"
            var closed = refusal(.disabled, user.isEnabled ? step : "disabled")
            closed.obstacle = .closed
            return closed
        }
        if let end = credential?.validUntil, end <= now { return refusal(.rejected, "password-expired") }
        if user.failedLogins >= limits.consecutiveFailures { return refusal(.locked, "locked") }
        // Not the hash: another sign-in may have made that anew from the same password.
        if try store.passwords.find(of: user.id)?.changedAt != credential?.changedAt {
            return refusal(.rejected, "password-changed-meanwhile")
        }
        return nil
    }

    /// What follows from a verdict that verified nobody. Whom this house does not let in learns nothing of a password
    /// that was right.
    func refusal(
        of verdict: SignInVerdict, _ name: SignInName, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> SignInRefusal {
        guard let refusal = verdict.refusal(onFile: name.onFile) else { throw .unauthenticated }
        guard refusal.answer == .forbidden(.passwordExpiredAtSource), let account = name.onFile,
            let user = try store.users.find(.id(account.user.id))
        else { return refusal }
        return try standing(of: user, verifiedWith: account.password, in: store, at: now) ?? refusal
    }

    /// Whether whom the source verified is somebody else than the account that the name led to: one account is never
    /// opened by the name of another, and an entry made anew under an old name is not the old one.
    func otherAccount(
        _ identity: ExternalIdentity, _ source: IdentitySource, _ name: SignInName, in store: any StoreReading
    ) throws(ServiceError) -> SignInRefusal? {
        guard let account = name.onFile?.user else { return nil }
        let bound = try store.users.find(.external(source.id, identity.externalID))
        guard bound?.id != account.id else { return nil }
        let conflict = SyncConflict(
            bound == nil ? .recreated : .loginTaken, login: identity.login, externalID: identity.externalID,
            other: account.id)
        return Self.refusal(conflict, source.id)
    }

    static func refusal(_ conflict: SyncConflict, _ source: SourceID) -> SignInRefusal {
        SignInRefusal(
            outcome: .conflict, step: "\(source): conflict (\(conflict.reason.rawValue))", settlement: .failed)
    }

    static func noSeat(_ source: SourceID) -> SignInRefusal {
        SignInRefusal(outcome: .noSeat, step: "\(source): no-seat", settlement: .failed)
    }

    /// Verified, and nobody here.
    static func noAccount(_ source: SourceID) -> SignInRefusal {
        SignInRefusal(outcome: .unknown, step: "\(source): no-account", settlement: .failed)
    }
}
