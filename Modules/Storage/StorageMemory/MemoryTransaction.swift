import IdentityCore

/// A copy of the contents and the facets that work on it.
final class MemoryTransaction: StoreWriting {
    var contents: MemoryContents

    let auditChain: AuditChain

    init(_ contents: MemoryContents, auditChain: AuditChain) {
        self.contents = contents
        self.auditChain = auditChain
    }

    var users: any UserReading { MemoryUsers(transaction: self) }
    var passwords: any PasswordReading { MemoryPasswords(transaction: self) }
    var sessions: any SessionReading { MemorySessions(transaction: self) }
    var audit: any AuditReading { MemoryAudit(transaction: self) }
    var userWrites: any UserWriting { MemoryUsers(transaction: self) }
    var passwordWrites: any PasswordWriting { MemoryPasswords(transaction: self) }
    var sessionWrites: any SessionWriting { MemorySessions(transaction: self) }
    var auditWrites: any AuditWriting { MemoryAudit(transaction: self) }
}
