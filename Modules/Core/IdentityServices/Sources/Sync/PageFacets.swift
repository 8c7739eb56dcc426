import IdentityCore

struct PageUsers: UserReading {
    let view: PageView
    let store: any UserReading

    func find(_ reference: UserReference) throws(ServiceError) -> User? {
        switch reference {
        case .id: try store.find(reference)
        case .login(let login): try view.holder(login: login.key)
        case .email(let email): try view.holder(email: email.key)
        case .external(let source, let id): try view.user(id, of: source)
        }
    }

    func countEnabled(upTo limit: Int) throws(ServiceError) -> Int { try view.countEnabled(upTo: limit) }
    func list(_ query: UserQuery) throws(ServiceError) -> [User] { try store.list(query) }
    func count() throws(ServiceError) -> Int { try store.count() }
    func countEnabled(holding role: Role, except: UserID?) throws(ServiceError) -> Int {
        try store.countEnabled(holding: role, except: except)
    }
    func list(_ holders: HolderQuery) throws(ServiceError) -> [User] { try store.list(holders) }
    func list(_ query: SourceUserQuery) throws(ServiceError) -> [User] { try store.list(query) }
    func find(externalIDs: [String], of source: SourceID) throws(ServiceError) -> [User] {
        try store.find(externalIDs: externalIDs, of: source)
    }
    func find(keys: Set<String>) throws(ServiceError) -> [User] { try store.find(keys: keys) }
    func count(of source: SourceID) throws(ServiceError) -> Int { try store.count(of: source) }
}

struct PageGroups: GroupReading {
    let view: PageView
    let store: any GroupReading

    func find(_ id: GroupID) throws(ServiceError) -> Group? { try view.group(id) }
    func memberships(of user: UserID) throws(ServiceError) -> [GroupID: MembershipOrigin] {
        try view.memberships(of: user)
    }
    func mapped(to external: Set<String>, of organization: OrganizationID) throws(ServiceError) -> [Group] {
        try view.mapped(to: external, of: organization)
    }
    func find(
        key: String, below parent: GroupID?, of organization: OrganizationID
    ) throws(ServiceError) -> Group? {
        try store.find(key: key, below: parent, of: organization)
    }
    func list(_ query: GroupQuery) throws(ServiceError) -> [Group] { try store.list(query) }
    func lineage(of groups: Set<GroupID>) throws(ServiceError) -> [Group] { try store.lineage(of: groups) }
    func lineage(of user: UserID) throws(ServiceError) -> UserLineage { try store.lineage(of: user) }
    func lineage(below groups: Set<GroupID>, limit: Int) throws(ServiceError) -> Set<GroupID> {
        try store.lineage(below: groups, limit: limit)
    }
    func memberships(of users: Set<UserID>) throws(ServiceError) -> [UserID: [GroupID: MembershipOrigin]] {
        try store.memberships(of: users)
    }
    func groups(of users: [UserID]) throws(ServiceError) -> [[GroupID]] { try store.groups(of: users) }
    func members(_ query: MemberQuery) throws(ServiceError) -> [User] { try store.members(query) }
    func granting(holding role: Role?, of organization: OrganizationID?) throws(ServiceError) -> [Group] {
        try store.granting(holding: role, of: organization)
    }
    func countBelow(_ groups: Set<GroupID>) throws(ServiceError) -> [GroupID: Int] { try store.countBelow(groups) }
    func count() throws(ServiceError) -> Int { try store.count() }
}

struct PageOrganizations: OrganizationReading {
    let view: PageView
    let store: any OrganizationReading

    func find(_ id: OrganizationID) throws(ServiceError) -> Organization? { try view.organization(id) }
    func list(after: OrganizationID?, limit: Int) throws(ServiceError) -> [Organization] {
        try store.list(after: after, limit: limit)
    }
}

struct PageTenants: TenantReading {
    let view: PageView
    let store: any TenantReading

    func find(_ id: TenantID) throws(ServiceError) -> Tenant? { try view.tenant(id) }
    func list(of organization: OrganizationID?, after: TenantID?, limit: Int) throws(ServiceError) -> [Tenant] {
        try store.list(of: organization, after: after, limit: limit)
    }
}
