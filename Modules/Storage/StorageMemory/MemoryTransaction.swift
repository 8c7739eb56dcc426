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
    var groups: any GroupReading { MemoryGroups(transaction: self) }
    var roles: any RoleReading { MemoryRoles(transaction: self) }
    var organizations: any OrganizationReading { MemoryOrganizations(transaction: self) }
    var tenants: any TenantReading { MemoryTenants(transaction: self) }
    var documents: any DocumentReading { MemoryDocuments(transaction: self) }
    var workspaces: any WorkspaceReading { MemoryWorkspaces(transaction: self) }
    var accessKeys: any AccessKeyReading { MemoryAccessKeys(transaction: self) }
    var clients: any ClientReading { MemoryClients(transaction: self) }
    var resources: any ResourceReading { MemoryResources(transaction: self) }
    var sealedItems: any SealedItemReading { MemorySealedItems(transaction: self) }
    var invitations: any InvitationReading { MemoryInvitations(transaction: self) }
    var codes: any OneTimeCodeReading { MemoryOneTimeCodes(transaction: self) }
    var refreshFamilies: any RefreshFamilyReading { MemoryRefreshFamilies(transaction: self) }
    var grants: any GrantReading { MemoryGrants(transaction: self) }
    var signingKeys: any SigningKeyReading { MemorySigningKeys(transaction: self) }
    var revokedTokens: any RevokedTokenReading { MemoryRevokedTokens(transaction: self) }
    var userWrites: any UserWriting { MemoryUsers(transaction: self) }
    var passwordWrites: any PasswordWriting { MemoryPasswords(transaction: self) }
    var sessionWrites: any SessionWriting { MemorySessions(transaction: self) }
    var auditWrites: any AuditWriting { MemoryAudit(transaction: self) }
    var groupWrites: any GroupWriting { MemoryGroups(transaction: self) }
    var roleWrites: any RoleWriting { MemoryRoles(transaction: self) }
    var organizationWrites: any OrganizationWriting { MemoryOrganizations(transaction: self) }
    var tenantWrites: any TenantWriting { MemoryTenants(transaction: self) }
    var documentWrites: any DocumentWriting { MemoryDocuments(transaction: self) }
    var workspaceWrites: any WorkspaceWriting { MemoryWorkspaces(transaction: self) }
    var accessKeyWrites: any AccessKeyWriting { MemoryAccessKeys(transaction: self) }
    var clientWrites: any ClientWriting { MemoryClients(transaction: self) }
    var resourceWrites: any ResourceWriting { MemoryResources(transaction: self) }
    var sealedItemWrites: any SealedItemWriting { MemorySealedItems(transaction: self) }
    var invitationWrites: any InvitationWriting { MemoryInvitations(transaction: self) }
    var codeWrites: any OneTimeCodeWriting { MemoryOneTimeCodes(transaction: self) }
    var refreshFamilyWrites: any RefreshFamilyWriting { MemoryRefreshFamilies(transaction: self) }
    var grantWrites: any GrantWriting { MemoryGrants(transaction: self) }
    var signingKeyWrites: any SigningKeyWriting { MemorySigningKeys(transaction: self) }
    var revokedTokenWrites: any RevokedTokenWriting { MemoryRevokedTokens(transaction: self) }

    func attempt<Result>(_ body: () throws(ServiceError) -> Result) throws(ServiceError) -> Result {
        let before = contents
        do throws(ServiceError) { return try body() } catch {
            contents = before
            throw error
        }
    }
}
