package import FoundationEssentials

/// Who did something: a user, the operator at the command line, the server itself, or somebody not (yet) known.
package enum AuditActor: Hashable, Sendable {
    case user(UserID, login: String)
    case key(AccessKeyID, name: String)
    case `operator`(String)
    case system
    case anonymous
}

/// On whose behalf somebody acted, when that is another than the actor (RFC 8693 section 1.1, impersonation).
package struct AuditSubject: Hashable, Sendable {
    package var user: UserID
    /// The login at that time.
    package var login: String

    package init(_ user: UserID, login: String) {
        self.user = user
        self.login = login
    }
}

/// What the act was about.
package struct AuditObject: Hashable, Sendable {
    package var kind: EntityKind
    package var id: String
    /// The name that people knew it by at that time; it may be gone now.
    package var name: String?

    package init(kind: EntityKind, id: String, name: String? = nil) {
        self.kind = kind
        self.id = id
        self.name = name
    }
}

package enum AuditAction: String, Hashable, Sendable, CaseIterable {
    case serverInitialized = "server.initialized"
    case masterKeyRotated = "server.master-key-rotated"
    case signingKeyCreated = "signing-key.created"
    case signingKeyRotated = "signing-key.rotated"
    case signingKeyRetired = "signing-key.retired"
    case signedIn = "session.signed-in"
    case signInRefused = "session.sign-in-refused"
    case signedOut = "session.signed-out"
    case sessionEnded = "session.ended"
    case sessionsPruned = "session.pruned"
    case revokedTokensPruned = "session.revoked-tokens-pruned"
    case impersonationStarted = "session.impersonation-started"
    case impersonationEnded = "session.impersonation-ended"
    case secretKept = "secret.kept"
    case secretRead = "secret.read"
    case secretRemoved = "secret.removed"
    case keyCreated = "key.created"
    case keyEdited = "key.edited"
    case keyRotated = "key.rotated"
    case keyDeleted = "key.deleted"
    case userCreated = "user.created"
    case userEdited = "user.edited"
    case userEnabled = "user.enabled"
    case userDisabled = "user.disabled"
    case userUnlocked = "user.unlocked"
    case userDeleted = "user.deleted"
    case passwordSet = "user.password-set"
    case passwordRemoved = "user.password-removed"
    case passwordChanged = "user.password-changed"
    case passwordRehashed = "user.password-rehashed"
    case passwordResetRequested = "user.password-reset-requested"
    case passwordReset = "user.password-reset"
    case invitationCreated = "invitation.created"
    case invitationMailed = "invitation.mailed"
    case invitationResent = "invitation.resent"
    case invitationRevoked = "invitation.revoked"
    case invitationAccepted = "invitation.accepted"
    case codesPruned = "code.pruned"
    case groupCreated = "group.created"
    case groupEdited = "group.edited"
    case groupDeleted = "group.deleted"
    case groupMemberAdded = "group.member-added"
    case groupMemberRemoved = "group.member-removed"
    case roleCreated = "role.created"
    case roleEdited = "role.edited"
    case roleDeleted = "role.deleted"
    case defaultWorkspaceSet = "user.default-workspace-set"
    case workspaceCreated = "workspace.created"
    case workspaceRenamed = "workspace.renamed"
    case workspaceArchived = "workspace.archived"
    case workspaceUnarchived = "workspace.unarchived"
    case workspaceDeleted = "workspace.deleted"
    case workspaceMemberSet = "workspace.member-set"
    case workspaceMemberRemoved = "workspace.member-removed"
    case resourceCreated = "resource.created"
    case resourceEdited = "resource.edited"
    case resourceVersionAdded = "resource.version-added"
    case resourceDeleted = "resource.deleted"
    case organizationCreated = "organization.created"
    case organizationEdited = "organization.edited"
    case organizationDeleted = "organization.deleted"
    case tenantCreated = "tenant.created"
    case tenantEdited = "tenant.edited"
    case tenantDeleted = "tenant.deleted"
    case clientCreated = "client.created"
    case clientEdited = "client.edited"
    case clientEnabled = "client.enabled"
    case clientDisabled = "client.disabled"
    case clientDeleted = "client.deleted"
    case clientSecretSet = "client.secret-set"
    case clientSecretRead = "client.secret-read"
    case tokenReused = "session.token-reused"
    case documentStored = "document.stored"
    case documentRemoved = "document.removed"
    case sourceTested = "source.tested"
    case sourceSynced = "source.synced"
    /// The source no longer has the user, or has closed the account.
    case userWithdrawn = "user.withdrawn"
    case userReturned = "user.returned"
    /// The user follows what the source says.
    case userRefreshed = "user.refreshed"
}

package enum AuditOutcome: String, Hashable, Sendable, CaseIterable {
    case success, refused
}

/// A fact to be written in the same transaction as the change it describes.
package struct AuditEntry: Hashable, Sendable {
    package var at: Date
    package var actor: AuditActor
    /// `nil` when the actor acted for themselves.
    package var subject: AuditSubject?
    /// The organization that the record belongs to; `nil` for the server's own.
    package var organization: OrganizationID?
    package var action: AuditAction
    package var object: AuditObject?
    package var outcome: AuditOutcome
    /// The step that decided, or the fields that changed: never a secret, never a value.
    package var detail: String?
    package var address: String?
    package var requestID: String?

    package init(
        at: Date, actor: AuditActor, subject: AuditSubject? = nil, organization: OrganizationID? = nil,
        action: AuditAction, object: AuditObject?, outcome: AuditOutcome = .success, detail: String? = nil,
        address: String? = nil, requestID: String? = nil
    ) {
        self.at = at
        self.actor = actor
        self.subject = subject
        self.organization = organization
        self.action = action
        self.object = object
        self.outcome = outcome
        self.detail = detail
        self.address = address
        self.requestID = requestID
    }
}
