package import FoundationEssentials

/// Something the user has to do before the account can be used for anything else.
package enum RequiredAction: String, Hashable, Sendable, CaseIterable, Comparable {
    case updatePassword = "update-password"

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A person or robot known to Gatehouse. Its password, if Gatehouse keeps one, is a `PasswordCredential` of its own.
package struct User: Hashable, Sendable, Identifiable {
    package let id: UserID
    /// Unique by its key.
    package var login: Login
    /// Unique by its key when present.
    package var email: EmailAddress?
    package var displayName: DisplayName
    package var givenName: String?
    package var familyName: String?
    package var isEnabled: Bool
    /// Part of the identity: an entry of another source with the same login is a conflict, never a take-over.
    package let source: SourceID
    /// The source's own stable name for the user; `nil` for users that the source does not name.
    package var externalID: String?
    package var organization: OrganizationID
    /// One of the organization's.
    package var tenant: TenantID
    package var isEmailVerified: Bool
    /// The licence profile, by the name the licence knows it.
    package var profile: String?
    package var trial: Trial?
    /// From then on the account is closed as if it were disabled.
    package var validUntil: Date?
    package var defaultWorkspace: WorkspaceID?
    package var roles: Set<Role>
    package var requiredActions: Set<RequiredAction>
    package let createdAt: Date
    package var updatedAt: Date
    package var lastLoginAt: Date?
    package var lastFailedLoginAt: Date?
    /// The last use of a session or key, to within some minutes.
    package var lastActivityAt: Date?
    /// Wrong passwords in a row since the last right one; bounds guessing over a long time (NIST SP 800-63B-4 3.2.2).
    package var failedLogins: Int
    /// Since when the source no longer has the person, or has closed the account, and the account here is disabled for it;
    /// `nil` again when the person returns, and for accounts that somebody here disabled.
    package var withdrawnAt: Date?
    /// Starts at 1 and moves with every administrative change, so that a stale edit is recognised. Signing in moves
    /// no version.
    package var version: Int

    package init(
        id: UserID, login: Login, email: EmailAddress? = nil, displayName: DisplayName, givenName: String? = nil,
        familyName: String? = nil, isEnabled: Bool = true, source: SourceID, externalID: String? = nil,
        organization: OrganizationID = .standard, tenant: TenantID = .standard, isEmailVerified: Bool = false,
        profile: String? = nil, trial: Trial? = nil, validUntil: Date? = nil, defaultWorkspace: WorkspaceID? = nil,
        roles: Set<Role> = [.member], requiredActions: Set<RequiredAction> = [], createdAt: Date, updatedAt: Date,
        lastLoginAt: Date? = nil, lastFailedLoginAt: Date? = nil, lastActivityAt: Date? = nil, failedLogins: Int = 0,
        withdrawnAt: Date? = nil, version: Int = 1
    ) {
        self.id = id
        self.login = login
        self.email = email
        self.displayName = displayName
        self.givenName = givenName
        self.familyName = familyName
        self.isEnabled = isEnabled
        self.source = source
        self.externalID = externalID
        self.organization = organization
        self.tenant = tenant
        self.isEmailVerified = isEmailVerified
        self.profile = profile
        self.trial = trial
        self.validUntil = validUntil
        self.defaultWorkspace = defaultWorkspace
        self.roles = roles
        self.requiredActions = requiredActions
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.lastLoginAt = lastLoginAt
        self.lastFailedLoginAt = lastFailedLoginAt
        self.lastActivityAt = lastActivityAt
        self.failedLogins = failedLogins
        self.withdrawnAt = withdrawnAt
        self.version = version
    }
}

extension User {
    /// Whether the account can be used: enabled, not past its time, and on no trial that is over.
    package func isOpen(at moment: Date) -> Bool {
        isEnabled && validUntil.map { $0 > moment } ?? true && trial.map { $0.isValid(at: moment) } ?? true
    }
}

/// A time for trying the product out.
package struct Trial: Hashable, Sendable {
    package var grantedOn: Date
    package var expiresOn: Date

    package init(grantedOn: Date, expiresOn: Date) {
        self.grantedOn = grantedOn
        self.expiresOn = expiresOn
    }

    package func isValid(at moment: Date) -> Bool { grantedOn <= moment && moment < expiresOn }
}
