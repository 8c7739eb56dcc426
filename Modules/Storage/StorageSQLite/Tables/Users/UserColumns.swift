import IdentityCore
import SQLiteKit

/// The columns of a user in the order in which they are read and written.
enum UserColumns {
    static let list = """
        id, login, login_key, email, email_key, display_name, display_name_key, given_name, family_name, is_enabled, \
        source, external_id, roles, required_actions, created_at, updated_at, last_login_at, last_failed_login_at, \
        failed_logins, version, organization, tenant, is_email_verified, profile, trial_granted_on, trial_expires_on, \
        valid_until, default_workspace, last_activity_at, withdrawn_at
        """

    /// For statements that speak of other tables too.
    static let qualified = list.split(separator: ", ").map { "users.\($0)" }.joined(separator: ", ")

    static func user(_ row: SQLiteRow) throws(SQLiteError) -> User {
        var actions: Set<RequiredAction> = []
        for name in row.names(13) {
            guard let action = RequiredAction(rawValue: name) else {
                throw .unexpectedValue(column: 13, wanted: "required action")
            }
            actions.insert(action)
        }
        return User(
            id: UserID(try row.uuid(0)),
            login: Login(storedDisplay: row.text(1), key: row.text(2)),
            email: row.optionalText(3).map { EmailAddress(storedDisplay: $0, key: row.text(4)) },
            displayName: DisplayName(storedDisplay: row.text(5), key: row.text(6)),
            givenName: row.optionalText(7),
            familyName: row.optionalText(8),
            isEnabled: row.bool(9),
            source: SourceID(rawValue: row.text(10)),
            externalID: row.optionalText(11),
            organization: OrganizationID(rawValue: row.text(20)),
            tenant: TenantID(rawValue: row.text(21)),
            isEmailVerified: row.bool(22),
            profile: row.optionalText(23),
            trial: row.optionalDate(24).map { Trial(grantedOn: $0, expiresOn: row.date(25)) },
            validUntil: row.optionalDate(26),
            defaultWorkspace: try row.optionalUUID(27).map(WorkspaceID.init),
            roles: roles(row),
            requiredActions: actions,
            createdAt: row.date(14),
            updatedAt: row.date(15),
            lastLoginAt: row.optionalDate(16),
            lastFailedLoginAt: row.optionalDate(17),
            lastActivityAt: row.optionalDate(28),
            failedLogins: row.int(18),
            withdrawnAt: row.optionalDate(29),
            version: row.int(19))
    }

    private static let mereMember: Set<Role> = [.member]

    /// Nearly everybody has the same one, which is not made again and again.
    private static func roles(_ row: SQLiteRow) -> Set<Role> {
        row.text(12) == UsersTable.mereMember ? mereMember : Set(row.names(12).map(Role.init(rawValue:)))
    }
}
