import IdentityCore

/// What a read may use.
struct ReadTransaction: StoreReading {
    let statements: StatementRunner

    var users: any UserReading { UsersTable(statements: statements) }
    var passwords: any PasswordReading { PasswordsTable(statements: statements) }
    var sessions: any SessionReading { SessionsTable(statements: statements) }
    var audit: any AuditReading { AuditTable(statements: statements) }
}

/// What a write may use; it reads its own changes.
struct WriteTransaction: StoreWriting {
    let statements: StatementRunner

    var users: any UserReading { UsersTable(statements: statements) }
    var passwords: any PasswordReading { PasswordsTable(statements: statements) }
    var sessions: any SessionReading { SessionsTable(statements: statements) }
    var audit: any AuditReading { AuditTable(statements: statements) }
    var userWrites: any UserWriting { UsersTable(statements: statements) }
    var passwordWrites: any PasswordWriting { PasswordsTable(statements: statements) }
    var sessionWrites: any SessionWriting { SessionsTable(statements: statements) }
    var auditWrites: any AuditWriting { AuditTable(statements: statements) }
}
