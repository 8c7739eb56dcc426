package import IdentityCore

/// Organizations: create, read, list, edit, delete. One use case, one file.
package struct OrganizationService: Sendable {
    let storage: any Storage
    let hands: ServiceHands

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    /// An organization together with the tenant of its own name, where everybody of it lives who is put nowhere else.
    /// - Throws: `invalidInput`; `alreadyExists` when an organization or a tenant has the id already.
    package func create(
        _ command: CreateOrganization, as caller: Caller
    ) async throws(ServiceError) -> Organization {
        try caller.requireOnServer(.manageOrganizations)
        let now = hands.clock.now()
        let name = try PlaceDraft.checked(id: command.id, name: command.name, using: hands.text)
        let documents = try DocumentDraft(variables: command.variables, of: .organization)
        let organization = Organization(
            id: OrganizationID(rawValue: command.id), name: name, createdAt: now, updatedAt: now)
        let tenant = Tenant(
            id: organization.id.ownTenant, organization: organization.id, name: name, createdAt: now, updatedAt: now)
        return try await storage.write { store in
            let current = try caller.confirm(.manageOrganizations, in: store, at: now)
            try current.requireOnServer(.manageOrganizations)
            try store.organizationWrites.insert(organization)
            try store.tenantWrites.insert(tenant)
            _ = try documents.store(of: .organization(organization.id), in: store)
            try store.auditWrites.append(
                current.entry(.organizationCreated, on: .organization(organization), at: now, in: organization.id))
            return organization
        }
    }

    /// Everybody may read the organization they belong to.
    package func read(_ id: OrganizationID, as caller: Caller) async throws(ServiceError) -> Organization {
        try caller.requireFullSession()
        let isOwn = caller.belongs(to: id)
        if !isOwn {
            try caller.require(.readOrganizations)
            try caller.requireReach(.readOrganizations, into: id, orNotFound: .organization)
        }
        return try await storage.read(.point) { store in try store.organizations.require(id) }
    }

    /// By id. Who may see only the own organization gets only that.
    package func list(
        after: OrganizationID? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [Organization] {
        try caller.require(.readOrganizations)
        guard let own = try caller.place(for: .readOrganizations, asked: nil) else {
            return try await storage.read(.scan) { store in try store.organizations.list(after: after, limit: limit) }
        }
        guard limit > 0, after.map({ $0 < own }) ?? true else { return [] }
        return try await storage.read(.point) { store in try store.organizations.find(own).map { [$0] } ?? [] }
    }
}

/// What a new organization is to be.
package struct CreateOrganization: Sendable {
    /// Chosen by the caller; see `NameRules`.
    package var id: String
    /// The id when left out.
    package var name: String?
    /// JSON, kept unread.
    package var variables: String?

    package init(id: String, name: String? = nil, variables: String? = nil) {
        self.id = id
        self.name = name
        self.variables = variables
    }
}

extension OrganizationReading {
    func require(_ id: OrganizationID) throws(ServiceError) -> Organization {
        guard let organization = try find(id) else { throw .notFound(.organization) }
        return organization
    }
}

extension Named where Kind == OrganizationKind {
    /// The tenant that bears the organization's name.
    var ownTenant: TenantID { TenantID(rawValue: rawValue) }
}
