import FoundationEssentials
import IdentityCore

/// Everything a new session needs but its user; made outside the transaction that opens it.
struct SessionOpening: Sendable {
    let id: SessionID
    let token: Secret
    let digest: TokenDigest
    let at: Date
    let expiresAt: Date
    let origin: RequestOrigin

    /// - Parameter remark: for the audit.
    func open(for user: User, remark: String? = nil, in store: any StoreWriting) throws(ServiceError) -> IssuedSession {
        let session = session(of: user, impersonation: nil)
        let account = SignedInAccount(
            user: user, proof: .session(session), grants: try Authorization.grants(of: user, in: store))
        return try enter(session, account, .signedIn, detail: remark, in: store)
    }

    /// A session in which somebody else acts as the user.
    func open(
        for acting: SignedInAccount, reason: String, in store: any StoreWriting
    ) throws(ServiceError) -> IssuedSession {
        guard let impersonator = acting.impersonator else { throw .forbidden(.cannotImpersonate) }
        let session = session(
            of: acting.user, impersonation: Impersonation(impersonator: impersonator.user.id, reason: reason))
        let account = SignedInAccount(
            user: acting.user, proof: .session(session), grants: acting.grants, impersonator: impersonator)
        return try enter(session, account, .impersonationStarted, detail: reason, in: store)
    }

    private func session(of user: User, impersonation: Impersonation?) -> Session {
        Session(
            id: id, digest: digest, user: user.id, source: user.source, createdAt: at, expiresAt: expiresAt,
            address: origin.address, userAgent: origin.userAgent, impersonation: impersonation)
    }

    private func enter(
        _ session: Session, _ account: SignedInAccount, _ action: AuditAction, detail: String?,
        in store: any StoreWriting
    ) throws(ServiceError) -> IssuedSession {
        try store.sessionWrites.insert(session)
        try store.auditWrites.append(
            Caller(.account(account), origin: origin).entry(
                action, on: .user(account.user), at: at, in: account.user.organization, detail: detail))
        return IssuedSession(token: token, session: session, account: account)
    }
}
