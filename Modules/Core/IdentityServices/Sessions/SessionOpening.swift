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

    func open(for user: User, in store: any StoreWriting) throws(ServiceError) -> IssuedSession {
        let session = Session(
            id: id, digest: digest, user: user.id, source: user.source, createdAt: at, expiresAt: expiresAt,
            address: origin.address, userAgent: origin.userAgent)
        let account = SignedInAccount(
            user: user, proof: .session(session), grants: try Authorization.grants(of: user, in: store))
        try store.sessionWrites.insert(session)
        try store.auditWrites.append(
            Caller(.account(account), origin: origin).entry(.signedIn, on: .user(user), at: at))
        return IssuedSession(token: token, session: session, account: account)
    }
}
