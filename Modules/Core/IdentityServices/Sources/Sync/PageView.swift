import IdentityCore

/// The store as provisioning sees it while a page of people is decided: what is asked for each person is asked once for
/// all of them, when the first one needs it. Everything else goes through.
final class PageView: StoreReading {
    let store: any StoreReading
    let people: [ExternalIdentity]
    let source: SourceID
    let text: any TextNormalizing
    /// Users who are to be deleted: their names are free.
    let leaving: Set<UserID>
    var asked = PageAnswers()

    init(
        _ store: any StoreReading, people: [ExternalIdentity], of source: SourceID, without leaving: Set<UserID> = [],
        using text: any TextNormalizing
    ) {
        self.store = store
        self.people = people
        self.source = source
        self.leaving = leaving
        self.text = text
    }

    var users: any UserReading { PageUsers(view: self, store: store.users) }
    var groups: any GroupReading { PageGroups(view: self, store: store.groups) }
    var organizations: any OrganizationReading { PageOrganizations(view: self, store: store.organizations) }
    var tenants: any TenantReading { PageTenants(view: self, store: store.tenants) }
    var passwords: any PasswordReading { store.passwords }
    var sessions: any SessionReading { store.sessions }
    var audit: any AuditReading { store.audit }
    var roles: any RoleReading { store.roles }
    var documents: any DocumentReading { store.documents }
    var workspaces: any WorkspaceReading { store.workspaces }
    var accessKeys: any AccessKeyReading { store.accessKeys }
    var clients: any ClientReading { store.clients }
    var resources: any ResourceReading { store.resources }
    var sealedItems: any SealedItemReading { store.sealedItems }
    var invitations: any InvitationReading { store.invitations }
    var codes: any OneTimeCodeReading { store.codes }
    var refreshFamilies: any RefreshFamilyReading { store.refreshFamilies }
    var grants: any GrantReading { store.grants }
    var signingKeys: any SigningKeyReading { store.signingKeys }
    var revokedTokens: any RevokedTokenReading { store.revokedTokens }
}

/// What was asked already.
struct PageAnswers {
    var people: [ExactText: User]?
    var names: PageNames?
    var memberships: [UserID: [GroupID: MembershipOrigin]]?
    var mapped: [OrganizationID: [ExactText: [Group]]] = [:]
    var groups: [GroupID: Group?] = [:]
    var organizations: [OrganizationID: Organization?] = [:]
    var tenants: [TenantID: Tenant?] = [:]
    /// Enabled users, counted as far as this page could need.
    var enabled: Int?
}

/// Whose the logins and mail addresses of the page's people are.
struct PageNames {
    let keys: Set<String>
    var logins: [String: User] = [:]
    var emails: [String: User] = [:]

    mutating func add(_ user: User) {
        logins[user.login.key] = user
        if let email = user.email { emails[email.key] = user }
    }

    mutating func remove(_ user: User) {
        if logins[user.login.key]?.id == user.id { logins[user.login.key] = nil }
        if let key = user.email?.key, emails[key]?.id == user.id { emails[key] = nil }
    }
}

extension PageView {
    /// To be called when the change has been written.
    func note(_ change: ProvisionedUser) {
        if let before = change.before { asked.names?.remove(before) }
        asked.names?.add(change.after)
        if change.isNew || change.hasReturned { asked.enabled? += 1 }
        if change.isWithdrawn { asked.enabled? -= 1 }
    }
}
