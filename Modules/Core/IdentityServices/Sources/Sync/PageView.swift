import IdentityCore

/// The store as provisioning sees it while a page of people is decided: what is asked for each person is asked once for
/// all of them, when the first one needs it. Everything else goes through.
final class PageView: StoreReading {
    private let store: any StoreReading
    private let people: [ExternalIdentity]
    private let source: SourceID
    private let text: any TextNormalizing
    /// Users who are to be deleted: their names are free.
    private let leaving: Set<UserID>
    private var asked = PageAnswers()

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
}

/// What was asked already.
private struct PageAnswers {
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
private struct PageNames {
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

// MARK: - Asked once

extension PageView {
    func user(_ externalID: String, of source: SourceID) throws(ServiceError) -> User? {
        guard source == self.source else { return try store.users.find(.external(source, externalID)) }
        return try onFile()[ExactText(externalID)]
    }

    private func onFile() throws(ServiceError) -> [ExactText: User] {
        if let known = asked.people { return known }
        var found: [ExactText: User] = [:]
        for user in try store.users.find(externalIDs: people.map(\.externalID), of: source) {
            if let id = user.externalID { found[ExactText(id)] = user }
        }
        asked.people = found
        return found
    }

    func holder(login key: String) throws(ServiceError) -> User? {
        try loadNames()
        guard let names = asked.names, names.keys.contains(key) else {
            return try store.users.find(.login(Login(storedDisplay: key, key: key)))
        }
        return names.logins[key]
    }

    func holder(email key: String) throws(ServiceError) -> User? {
        try loadNames()
        guard let names = asked.names, names.keys.contains(key) else {
            return try store.users.find(.email(EmailAddress(storedDisplay: key, key: key)))
        }
        return names.emails[key]
    }

    private func loadNames() throws(ServiceError) {
        guard asked.names == nil else { return }
        var keys: Set<String> = []
        for person in people {
            keys.insert(text.comparisonKey(person.login.withoutOuterSpaces))
            if let email = person.email { keys.insert(text.comparisonKey(email.withoutOuterSpaces)) }
        }
        var names = PageNames(keys: keys)
        for user in try store.users.find(keys: keys) where !leaving.contains(user.id) { names.add(user) }
        asked.names = names
    }

    func memberships(of user: UserID) throws(ServiceError) -> [GroupID: MembershipOrigin] {
        if asked.memberships == nil {
            asked.memberships = try store.groups.memberships(of: Set(onFile().values.map(\.id)))
        }
        if let known = asked.memberships?[user] { return known }
        return try onFile().values.contains { $0.id == user } ? [:] : store.groups.memberships(of: user)
    }

    func mapped(to external: Set<String>, of organization: OrganizationID) throws(ServiceError) -> [Group] {
        let known = try mappings(of: organization)
        guard !known.isEmpty else { return [] }
        var found: [GroupID: Group] = [:]
        for name in external { for group in known[ExactText(name)] ?? [] { found[group.id] = group } }
        return found.values.sorted {
            $0.name.key == $1.name.key
                ? $0.id < $1.id : $0.name.key.utf8.lexicographicallyPrecedes($1.name.key.utf8)
        }
    }

    private func mappings(of organization: OrganizationID) throws(ServiceError) -> [ExactText: [Group]] {
        if let known = asked.mapped[organization] { return known }
        let names = people.reduce(into: Set<String>()) { $0.formUnion($1.groups ?? []) }
        var found: [ExactText: [Group]] = [:]
        for group in try store.groups.mapped(to: names, of: organization) {
            asked.groups[group.id] = group
            for name in group.mappedExternalGroups { found[ExactText(name), default: []].append(group) }
        }
        asked.mapped[organization] = found
        return found
    }

    func group(_ id: GroupID) throws(ServiceError) -> Group? {
        if let known = asked.groups[id] { return known }
        let found = try store.groups.find(id)
        asked.groups[id] = .some(found)
        return found
    }

    func organization(_ id: OrganizationID) throws(ServiceError) -> Organization? {
        if let known = asked.organizations[id] { return known }
        let found = try store.organizations.find(id)
        asked.organizations[id] = .some(found)
        return found
    }

    func tenant(_ id: TenantID) throws(ServiceError) -> Tenant? {
        if let known = asked.tenants[id] { return known }
        let found = try store.tenants.find(id)
        asked.tenants[id] = .some(found)
        return found
    }

    /// One page can take no more users away from the count than it has people.
    func countEnabled(upTo limit: Int) throws(ServiceError) -> Int {
        if let known = asked.enabled { return min(known, limit) }
        let found = try store.users.countEnabled(upTo: limit + people.count)
        asked.enabled = found
        return min(found, limit)
    }
}

// MARK: - Seen again

extension PageView {
    /// To be called when the change has been written.
    func note(_ change: ProvisionedUser) {
        if let before = change.before { asked.names?.remove(before) }
        asked.names?.add(change.after)
        if change.isNew || change.hasReturned { asked.enabled? += 1 }
        if change.isWithdrawn { asked.enabled? -= 1 }
    }
}
