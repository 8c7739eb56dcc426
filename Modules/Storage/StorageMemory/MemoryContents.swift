import FoundationEssentials
import IdentityCore

/// Everything that is stored, as one value.
struct MemoryContents: Sendable {
    var users: [UserID: User] = [:]
    var userOfLogin: [String: UserID] = [:]
    var userOfEmail: [String: UserID] = [:]
    var userOfExternalID: [ExternalKey: UserID] = [:]
    var passwords: [UserID: PasswordCredential] = [:]
    var sessions: [SessionID: Session] = [:]
    var sessionOfDigest: [TokenDigest: SessionID] = [:]
    var groups = MemoryGroupContents()
    var roles: [Role: RoleDefinition] = [:]
    var organizations: [OrganizationID: Organization] = [.standard: MemoryOrganizations.standard]
    var tenants: [TenantID: Tenant] = [.standard: MemoryTenants.standard]
    var documents: [DocumentOwner: [DocumentName: Document]] = [:]
    var places = MemoryPlaces()
    var invitations: [InvitationID: Invitation] = [:]
    var codes: [TokenDigest: OneTimeCode] = [:]
    var grants = MemoryGrantContents()
    var signingKeys: [SigningKeyID: SigningKey] = [:]
    /// When each would have ended.
    var revokedTokens: [UUID: Date] = [:]
    /// In the order of the commits.
    var audit: [AuditRecord] = []
    var auditHead: SealedAuditHead?
}

/// Compared byte by byte: to Swift, two spellings of one accented letter would be equal, to a source they are not.
struct ExternalKey: Hashable, Sendable {
    private let source: [UInt8]
    private let externalID: [UInt8]

    init(_ source: SourceID, _ externalID: String) {
        self.source = Array(source.rawValue.utf8)
        self.externalID = Array(externalID.utf8)
    }

    init?(_ user: User) {
        guard let externalID = user.externalID else { return nil }
        self.init(user.source, externalID)
    }
}
