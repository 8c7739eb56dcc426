import FoundationEssentials
import IdentityCore
import SQLiteKit

struct InvitationsTable: InvitationReading, InvitationWriting {
    let statements: StatementRunner

    func find(_ id: InvitationID) throws(ServiceError) -> Invitation? {
        try statements.first(Text.byID, id.rawValue, read: Self.invitation)
    }

    func find(of user: UserID) throws(ServiceError) -> Invitation? {
        try statements.first(Text.ofUser, user.rawValue, read: Self.invitation)
    }

    func list(_ query: InvitationQuery) throws(ServiceError) -> [Invitation] {
        let statement = InvitationListStatement(query)
        return try statements.all(text: statement.text, values: statement.values, read: Self.invitation)
    }

    func insert(_ invitation: Invitation) throws(ServiceError) {
        try statements.run(
            Text.insert, invitation.id.rawValue, invitation.user.rawValue, invitation.email.display,
            invitation.email.key, invitation.organization.rawValue, invitation.invitedBy?.rawValue,
            invitation.createdAt.microseconds, invitation.expiresAt.microseconds, invitation.mail.rawValue,
            invitation.acceptedAt?.microseconds)
    }

    func replace(_ invitation: Invitation) throws(ServiceError) {
        let changed = try statements.run(
            Text.replace, invitation.id.rawValue, invitation.email.display, invitation.email.key,
            invitation.organization.rawValue, invitation.expiresAt.microseconds, invitation.mail.rawValue,
            invitation.acceptedAt?.microseconds)
        guard changed == 1 else { throw .notFound(.invitation) }
    }

    private static func invitation(_ row: SQLiteRow) throws(SQLiteError) -> Invitation {
        Invitation(
            id: InvitationID(try row.uuid(0)), user: UserID(try row.uuid(1)),
            email: EmailAddress(storedDisplay: row.text(2), key: row.text(3)),
            organization: OrganizationID(rawValue: row.text(4)), invitedBy: try row.optionalUUID(5).map { UserID($0) },
            createdAt: row.date(6), expiresAt: row.date(7), mail: try row.word(8, MailOutcome.self),
            acceptedAt: row.optionalDate(9))
    }

    enum Text {
        static let columns =
            "id, user, email, email_key, organization, invited_by, created_at, expires_at, mail, accepted_at"

        static let byID = SQL("SELECT \(columns) FROM invitations WHERE id = ?1")
        static let ofUser = SQL("SELECT \(columns) FROM invitations WHERE user = ?1")
        static let insert = SQL(
            "INSERT INTO invitations (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
        static let replace = SQL(
            """
            UPDATE invitations SET email = ?2, email_key = ?3, organization = ?4, expires_at = ?5, mail = ?6,
                accepted_at = ?7
            WHERE id = ?1
            """)
    }
}
