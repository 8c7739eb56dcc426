import IdentityCore

/// What one transaction of the writer has read by identifier. While it lasts nobody else can write, and of the writes
/// in a group many come from the same caller, whose session and account each of them asks for. And the end of the audit
/// chain, which is stored once for the group.
final class TransactionMemory {
    private(set) var users: [UserID: User] = [:]
    private(set) var sessions: [SessionID: Session] = [:]
    /// When a part of the transaction is undone, it has to be put back to what it was before.
    var audit: PendingAudit

    init(auditChain: AuditChain) { audit = PendingAudit(auditChain) }

    func keep(_ user: User) { users[user.id] = user }
    func keep(_ session: Session) { sessions[session.id] = session }

    /// To be called before anything that stands in the store is changed or undone; what is added needs no call, because
    /// that something is missing is never remembered.
    func forget() {
        users.removeAll(keepingCapacity: true)
        sessions.removeAll(keepingCapacity: true)
    }
}
