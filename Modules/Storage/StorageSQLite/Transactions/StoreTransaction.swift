import IdentityCore

/// What a read may use.
struct ReadTransaction: StoreReading {
    let statements: StatementRunner

    var users: any UserReading { UsersTable(statements: statements) }
    var passwords: any PasswordReading { PasswordsTable(statements: statements) }
    var sessions: any SessionReading { SessionsTable(statements: statements) }
    var audit: any AuditReading { AuditTable(statements: statements) }
    var groups: any GroupReading { GroupsTable(statements: statements) }
    var roles: any RoleReading { RolesTable(statements: statements) }
    var organizations: any OrganizationReading { OrganizationsTable(statements: statements) }
    var tenants: any TenantReading { TenantsTable(statements: statements) }
    var documents: any DocumentReading { DocumentsTable(statements: statements) }
    var workspaces: any WorkspaceReading { WorkspacesTable(statements: statements) }
    var accessKeys: any AccessKeyReading { AccessKeysTable(statements: statements) }
    var clients: any ClientReading { ClientsTable(statements: statements) }
    var resources: any ResourceReading { ResourcesTable(statements: statements) }
    var sealedItems: any SealedItemReading { SealedItemsTable(statements: statements) }
    var invitations: any InvitationReading { InvitationsTable(statements: statements) }
    var codes: any OneTimeCodeReading { OneTimeCodesTable(statements: statements) }
    var refreshFamilies: any RefreshFamilyReading { RefreshFamiliesTable(statements: statements) }
    var grants: any GrantReading { GrantsTable(statements: statements) }
    var signingKeys: any SigningKeyReading { SigningKeysTable(statements: statements) }
    var revokedTokens: any RevokedTokenReading { RevokedTokensTable(statements: statements) }
}

/// What a write may use; it reads its own changes.
struct WriteTransaction: StoreWriting {
    let statements: StatementRunner

    var users: any UserReading { UsersTable(statements: statements) }
    var passwords: any PasswordReading { PasswordsTable(statements: statements) }
    var sessions: any SessionReading { SessionsTable(statements: statements) }
    var audit: any AuditReading { AuditTable(statements: statements) }
    var groups: any GroupReading { GroupsTable(statements: statements) }
    var roles: any RoleReading { RolesTable(statements: statements) }
    var organizations: any OrganizationReading { OrganizationsTable(statements: statements) }
    var tenants: any TenantReading { TenantsTable(statements: statements) }
    var documents: any DocumentReading { DocumentsTable(statements: statements) }
    var workspaces: any WorkspaceReading { WorkspacesTable(statements: statements) }
    var accessKeys: any AccessKeyReading { AccessKeysTable(statements: statements) }
    var clients: any ClientReading { ClientsTable(statements: statements) }
    var resources: any ResourceReading { ResourcesTable(statements: statements) }
    var sealedItems: any SealedItemReading { SealedItemsTable(statements: statements) }
    var invitations: any InvitationReading { InvitationsTable(statements: statements) }
    var codes: any OneTimeCodeReading { OneTimeCodesTable(statements: statements) }
    var refreshFamilies: any RefreshFamilyReading { RefreshFamiliesTable(statements: statements) }
    var grants: any GrantReading { GrantsTable(statements: statements) }
    var signingKeys: any SigningKeyReading { SigningKeysTable(statements: statements) }
    var revokedTokens: any RevokedTokenReading { RevokedTokensTable(statements: statements) }
    var userWrites: any UserWriting { UsersTable(statements: statements) }
    var passwordWrites: any PasswordWriting { PasswordsTable(statements: statements) }
    var sessionWrites: any SessionWriting { SessionsTable(statements: statements) }
    var auditWrites: any AuditWriting { AuditTable(statements: statements) }
    var groupWrites: any GroupWriting { GroupsTable(statements: statements) }
    var roleWrites: any RoleWriting { RolesTable(statements: statements) }
    var organizationWrites: any OrganizationWriting { OrganizationsTable(statements: statements) }
    var tenantWrites: any TenantWriting { TenantsTable(statements: statements) }
    var documentWrites: any DocumentWriting { DocumentsTable(statements: statements) }
    var workspaceWrites: any WorkspaceWriting { WorkspacesTable(statements: statements) }
    var accessKeyWrites: any AccessKeyWriting { AccessKeysTable(statements: statements) }
    var clientWrites: any ClientWriting { ClientsTable(statements: statements) }
    var resourceWrites: any ResourceWriting { ResourcesTable(statements: statements) }
    var sealedItemWrites: any SealedItemWriting { SealedItemsTable(statements: statements) }
    var invitationWrites: any InvitationWriting { InvitationsTable(statements: statements) }
    var codeWrites: any OneTimeCodeWriting { OneTimeCodesTable(statements: statements) }
    var refreshFamilyWrites: any RefreshFamilyWriting { RefreshFamiliesTable(statements: statements) }
    var grantWrites: any GrantWriting { GrantsTable(statements: statements) }
    var signingKeyWrites: any SigningKeyWriting { SigningKeysTable(statements: statements) }
    var revokedTokenWrites: any RevokedTokenWriting { RevokedTokensTable(statements: statements) }

    func attempt<Result>(_ body: () throws(ServiceError) -> Result) throws(ServiceError) -> Result {
        try statements.part(body).get()
    }
}
